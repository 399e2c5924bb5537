import { html } from 'hono/html';
import type { ConsentCode, ConsentOutcome } from './consent.ts';

export type PageLanguage = 'de' | 'en';

interface Words {
  readonly title: string;
  readonly advice: string;
}

const RETRY: Readonly<Record<PageLanguage, string>> = {
  de: 'Lassen Sie sich von Ihrer Administration einen neuen Link geben.',
  en: 'Ask your administrator for a new link.',
};

const WORDS: Readonly<Record<PageLanguage, Readonly<Record<ConsentCode, Words>>>> = {
  de: {
    connected: {
      title: 'Verbunden',
      advice:
        'Ringcard liest die freigegebenen Postfächer jetzt mit diesem Konto. Sie können die Seite schließen.',
    },
    consent_unknown: {
      title: 'Dieser Link gilt nicht mehr',
      advice: `Er wurde schon benutzt oder ist älter als zehn Minuten. ${RETRY.de}`,
    },
    consent_refused: {
      title: 'Nicht zugestimmt',
      advice: `Ohne Zustimmung liest Ringcard nichts. Verlangt Ihre Organisation die Zustimmung der Administration, erteilen Sie sie zuerst in Entra. ${RETRY.de}`,
    },
    wrong_tenant: {
      title: 'Konto einer anderen Organisation',
      advice: `Melden Sie sich mit einem Konto der eigenen Organisation an. ${RETRY.de}`,
    },
    other_person: {
      title: 'Das ist ein anderes Konto als bisher',
      advice:
        'Neu verbinden kann nur, wer das Konto zuvor verbunden hat. Soll ein anderes Konto lesen, legen Sie es als neues an.',
    },
    scope_missing: {
      title: 'Eine Berechtigung fehlt',
      advice: `Gebraucht werden Contacts.Read.Shared und offline_access. Prüfen Sie die App-Registrierung. ${RETRY.de}`,
    },
    answer_rejected: {
      title: 'Die Anmeldung ließ sich nicht abschließen',
      advice: `Microsofts Antwort passt nicht zur Anfrage. ${RETRY.de}`,
    },
    app_refused: {
      title: 'Microsoft lehnt die App ab',
      advice:
        'Zertifikat oder Geheimnis der App-Registrierung prüfen: Das Protokoll des Workers nennt die Variable. Dann neu beginnen.',
    },
    entra_unavailable: {
      title: 'Microsoft antwortet gerade nicht',
      advice: `Das Konto ist unverändert. ${RETRY.de}`,
    },
  },
  en: {
    connected: {
      title: 'Connected',
      advice: 'Ringcard now reads the shared mailboxes with this account. You can close this page.',
    },
    consent_unknown: {
      title: 'This link is no longer valid',
      advice: `It was used before, or is more than ten minutes old. ${RETRY.en}`,
    },
    consent_refused: {
      title: 'No consent was given',
      advice: `Without it Ringcard reads nothing. If your organisation asks for an administrator’s consent, grant it in Entra first. ${RETRY.en}`,
    },
    wrong_tenant: {
      title: 'An account of another organisation',
      advice: `Sign in with an account of your own organisation. ${RETRY.en}`,
    },
    other_person: {
      title: 'This is another account than before',
      advice:
        'Only the one who connected the account before can reconnect it. To read with another one, add it as a new account.',
    },
    scope_missing: {
      title: 'A permission is missing',
      advice: `Contacts.Read.Shared and offline_access are needed. Check the app registration. ${RETRY.en}`,
    },
    answer_rejected: {
      title: 'The sign-in could not be completed',
      advice: `Microsoft’s answer does not fit the question. ${RETRY.en}`,
    },
    app_refused: {
      title: 'Microsoft refuses the app',
      advice:
        'Check the certificate or secret of the app registration: the worker’s log names the variable. Then begin again.',
    },
    entra_unavailable: {
      title: 'Microsoft does not answer at the moment',
      advice: `The account is unchanged. ${RETRY.en}`,
    },
  },
};

/** The page that a person sees after Entra. `saying` is Entra's text, which is untrusted; the `html` tag escapes it. */
export function callbackPage({ code, graphCode }: ConsentOutcome, language: PageLanguage, saying?: string) {
  const { title, advice } = WORDS[language][code];
  return html`<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title} · Ringcard</title>
<main>
<h1>${title}</h1>
<p>${advice}</p>
${graphCode === undefined ? '' : html`<p>Microsoft: <code>${graphCode}</code></p>`}
${saying === undefined ? '' : html`<blockquote cite="https://login.microsoftonline.com">${saying}</blockquote>`}
</main>
</html>`;
}

/** The browser's first language decides. */
export function pageLanguage(acceptLanguage: string | undefined): PageLanguage {
  return /^\s*de\b/i.test(acceptLanguage ?? '') ? 'de' : 'en';
}
