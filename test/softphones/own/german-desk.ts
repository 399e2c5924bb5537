import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';

/** A phone on JsSIP in the style of a German desk phone: a panel with a status line, a dial pad, a list of calls, an overlay that rings. */

const query = new URLSearchParams(location.search);
const desk = document.querySelector('#desk');
if (!desk) throw new Error('no desk');

desk.innerHTML = `
  <header><h1>Telefon</h1><p class="own">Angemeldet als <b>+49 30 5550100</b></p></header>
  <main>
    <input type="tel" placeholder="Nummer wählen" value="030 5550177">
    <div class="pad">${[...'123456789*0#'].map((key) => `<span>${key}</span>`).join('')}</div>
    <button class="dial">Anrufen</button>
    <h2>Verlauf</h2>
    <ul>
      <li>Eingehender Anruf · 030 5550123 · gestern 10:31 <button>Rückruf</button></li>
      <li>Verpasster Anruf · +44 20 7946 0018 · Mo 09:02 <button>Rückruf</button></li>
    </ul>
  </main>
  <div class="overlay" hidden></div>`;

const overlay = desk.querySelector<HTMLElement>('.overlay');
if (!overlay) throw new Error('no overlay');
const ua = new UA({
  sockets: [new WebSocketInterface(query.get('ws') ?? '')],
  uri: 'sip:desk@pbx.example',
  password: 'x',
  session_timers: false,
});
ua.on('newRTCSession', ({ session, originator }: { session: RTCSession; originator: string }) => {
  if (originator !== 'remote') return;
  const { display_name: name, uri } = session.remote_identity;
  show('Eingehender Anruf', name, uri.user, [
    [
      'Annehmen',
      'take',
      () => session.answer({ mediaStream: new AudioContext().createMediaStreamDestination().stream }),
    ],
    ['Ablehnen', 'refuse', () => session.terminate()],
  ]);
  session.on('accepted', () =>
    show('Im Gespräch', name, uri.user, [['Auflegen', 'refuse', () => session.terminate()]]),
  );
  for (const end of ['failed', 'ended'] as const) session.on(end, hide);
});
ua.start();

function show(title: string, name: string, user: string, buttons: [string, string, () => void][]): void {
  if (!overlay) return;
  overlay.innerHTML = `<div class="sheet"><p class="title">${title}</p><h2></h2><p class="number"></p><p class="line">Leitung 1</p><div class="buttons"></div></div>`;
  const [caller, number, row] = ['h2', '.number', '.buttons'].map((where) => overlay.querySelector(where));
  if (!caller || !number || !row) return;
  caller.textContent = name || user;
  number.textContent = name && name !== user ? user : '';
  for (const [label, kind, act] of buttons) {
    const button = document.createElement('button');
    button.className = kind;
    button.textContent = label;
    button.addEventListener('click', act);
    row.append(button);
  }
  overlay.hidden = false;
}

function hide(): void {
  if (!overlay) return;
  overlay.hidden = true;
  overlay.replaceChildren();
}
