import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { formatInternational } from '#shared/phone/display.ts';
import { freePort } from '../support/worker-process.ts';

/** The demonstration page: a web softphone and a ticket list with numbers in many spellings. It knows nothing of Ringcard. */

export interface DemoNumber {
  e164: string;
  /** A text beside the number, as in a softphone or a ticket. */
  about: string;
}

export interface DemoPage {
  url: string;
  close(): Promise<void>;
}

export interface DemoFacts {
  numbers: DemoNumber[];
  /** A number that no contact has. */
  unknown: string;
  user: string;
  password: string;
}

export async function serveDemo(facts: DemoFacts, preferredPort: number): Promise<DemoPage> {
  const port = await freePort(preferredPort);
  const style = readFileSync(join(import.meta.dirname, 'demo.css'), 'utf8');
  const script = readFileSync(join(import.meta.dirname, 'demo.js'), 'utf8');
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const send = (type: string, body: string) =>
      response
        .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
        .end(body);
    if (path === '/demo.css') send('text/css', style);
    else if (path === '/demo.js') send('text/javascript', script);
    else if (path === '/')
      send('text/html', render(facts, /^de\b/i.test(request.headers['accept-language'] ?? '') ? 'de' : 'en'));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Notations of the same number; each ticket uses the next one for its caller. */
const SPELLINGS: ((e164: string) => string)[] = [
  (e164) => formatInternational(e164),
  (e164) => grouped(e164, (code, area, rest) => `+${code} (${area}) ${rest}`),
  (e164) => grouped(e164, (code, area, rest) => `00${code} ${area} ${rest}`),
  (e164) => grouped(e164, (code, area, rest) => `+${code} (0)${area}/${rest}`),
  (e164) => e164,
  (e164) => grouped(e164, (code, area, rest) => `+${code}.${area}.${rest}`),
  (e164) => formatInternational(e164).replaceAll(' ', '\u00a0'),
  (e164) => formatInternational(e164).replaceAll(' ', '-').replace('-', ' '),
  (e164) =>
    e164.startsWith('+49')
      ? formatInternational(e164).replace('+49 ', '0').replace(' ', '/')
      : formatInternational(e164),
];

function grouped(e164: string, write: (code: string, area: string, rest: string) => string): string {
  const [code = '', area = '', ...rest] = formatInternational(e164).slice(1).split(' ');
  return rest.length === 0 ? e164 : write(code, area, rest.join(' '));
}

function spelled(number: DemoNumber | undefined, index: number): string {
  const spell = SPELLINGS[index % SPELLINGS.length];
  return number && spell ? asHtml(spell(number.e164)) : '';
}

const WORDS = {
  en: {
    title: 'Support desk',
    lead: 'Rest the pointer on a number: the card says who it is.',
    signIn: (user: string, password: string) =>
      `Sign in as <b>${user}</b> with the password <b>${password}</b>.`,
    phone: 'Web softphone',
    ready: 'Ready',
    ring: 'Ring',
    incoming: 'Incoming call',
    answer: 'Answer',
    decline: 'Decline',
    recent: 'Recent calls',
    missed: 'missed',
    minutes: (n: number) => `${n} min`,
    tickets: 'Tickets',
    columns: ['No.', 'Subject', 'Call back', 'Due'],
    subjects: [
      'Delivery is incomplete',
      'Question about an invoice',
      'Please call back',
      'Address has changed',
      'Offer wanted',
      'Return of goods',
      'New contact person',
      'Complaint',
      'Appointment on site',
    ],
    note: 'Note',
    noteText: (number: string) =>
      `Called twice, last on 2026-11-19 at 16:40 from ${number}. Order 4500012345, customer no. 100200300, version 0.130.255.001.`,
    reply: 'Reply',
    typed: (number: string) => `Dear colleague, you can reach me at ${number} …`,
  },
  de: {
    title: 'Kundendienst',
    lead: 'Zeigen Sie auf eine Nummer: Die Karte sagt, wer es ist.',
    signIn: (user: string, password: string) =>
      `Melden Sie sich als <b>${user}</b> mit dem Kennwort <b>${password}</b> an.`,
    phone: 'Web-Telefon',
    ready: 'Bereit',
    ring: 'Klingeln',
    incoming: 'Eingehender Anruf',
    answer: 'Annehmen',
    decline: 'Ablehnen',
    recent: 'Letzte Anrufe',
    missed: 'verpasst',
    minutes: (n: number) => `${n} Min.`,
    tickets: 'Vorgänge',
    columns: ['Nr.', 'Betreff', 'Rückruf', 'Fällig'],
    subjects: [
      'Lieferung unvollständig',
      'Frage zur Rechnung',
      'Bitte um Rückruf',
      'Adresse hat sich geändert',
      'Angebot gewünscht',
      'Rücksendung',
      'Neuer Ansprechpartner',
      'Reklamation',
      'Termin vor Ort',
    ],
    note: 'Notiz',
    noteText: (number: string) =>
      `Zweimal angerufen, zuletzt am 19.11.2026 um 16:40 von ${number}. Auftrag 4500012345, Kundennr. 100200300, Version 0.130.255.001.`,
    reply: 'Antwort',
    typed: (number: string) => `Sehr geehrte Kollegin, Sie erreichen mich unter ${number} …`,
  },
};

function render(facts: DemoFacts, language: 'en' | 'de'): string {
  const words = WORDS[language];
  const { numbers, unknown } = facts;
  const calls = numbers.slice(0, 5).map(
    ({ e164 }, i) => `<li><span class="dir" aria-hidden="true">${i % 3 ? '↙' : '↗'}</span>
      <a href="tel:${asHtml(e164)}">${spelled(numbers[i], i)}</a> <small>${i === 1 ? words.missed : words.minutes(i * 3 + 2)}</small></li>`,
  );
  const tickets = words.subjects.map(
    (subject, i) => `<tr><td>${48210 + i * 7}</td><td>${asHtml(subject)}</td>
      <td>${i === 6 ? asHtml(formatInternational(unknown)) : spelled(numbers[5 + i] ?? numbers[i], i)}</td><td>${20 + (i % 9)}.11.2026</td></tr>`,
  );
  const ringing = asHtml(formatInternational(numbers[0]?.e164 ?? unknown));
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words.title}</title>
<link rel="stylesheet" href="/demo.css">
<script src="/demo.js" defer></script>
<header><h1>${words.title}</h1><p>${words.lead} ${words.signIn(asHtml(facts.user), asHtml(facts.password))}</p></header>
<main>
<section class="phone" aria-label="${words.phone}">
  <h2>${words.phone} <span class="state">${words.ready}</span></h2>
  <div class="call" id="call" hidden><p>${words.incoming}</p><p class="caller">${ringing}</p>
    <button class="answer">${words.answer}</button> <button class="decline">${words.decline}</button></div>
  <button id="ring">${words.ring}</button>
  <h3>${words.recent}</h3><ul>${calls.join('')}</ul>
</section>
<section class="tickets"><h2>${words.tickets}</h2>
  <table><thead><tr>${words.columns.map((column) => `<th>${column}</th>`).join('')}</tr></thead><tbody>${tickets.join('')}</tbody></table>
  <h3>${words.note}</h3><p>${words.noteText(spelled(numbers[1], 1))}</p>
  <h3><label for="reply">${words.reply}</label></h3><textarea id="reply" rows="3">${words.typed(spelled(numbers[2], 0))}</textarea>
</section>
</main>
</html>`;
}

function asHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
