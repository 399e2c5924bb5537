import { DEMO_PASSWORD } from '../ids.ts';

export interface Words {
  lang: string;
  title: string;
  notMicrosoft: string;
  heading: string;
  account: string;
  password: string;
  demoPassword: string;
  signIn: string;
  consentHeading: string;
  accept: string;
  cancel: string;
  noAccount: string;
  wrongPassword: string;
  disabled: string;
  errorHeading: string;
  signedOutHeading: string;
  signedOut: string;
}

const english: Words = {
  lang: 'en',
  title: 'Sign in to your account',
  notMicrosoft: 'Local tenant for trying Ringcard, not Microsoft',
  heading: 'Sign in',
  account: 'Email',
  password: 'Password',
  demoPassword: `Every account here has the password “${DEMO_PASSWORD}”. Never type a real one.`,
  signIn: 'Sign in',
  consentHeading: 'Permissions requested',
  accept: 'Accept',
  cancel: 'Cancel',
  noAccount: 'AADSTS50034: We could not find an account with that name in this tenant.',
  wrongPassword: 'AADSTS50126: Your account or password is incorrect.',
  disabled: 'AADSTS50057: Your account is disabled. Ask your administrator.',
  errorHeading: 'Sorry, we could not sign you in',
  signedOutHeading: 'You signed out of your account',
  signedOut: 'You can close this window.',
};

const german: Words = {
  lang: 'de',
  title: 'Bei Ihrem Konto anmelden',
  notMicrosoft: 'Lokaler Tenant zum Ausprobieren von Ringcard, nicht Microsoft',
  heading: 'Anmelden',
  account: 'E-Mail',
  password: 'Kennwort',
  demoPassword: `Jedes Konto hier hat das Kennwort „${DEMO_PASSWORD}“. Geben Sie nie ein echtes ein.`,
  signIn: 'Anmelden',
  consentHeading: 'Angeforderte Berechtigungen',
  accept: 'Akzeptieren',
  cancel: 'Abbrechen',
  noAccount: 'AADSTS50034: In diesem Tenant gibt es kein Konto mit diesem Namen.',
  wrongPassword: 'AADSTS50126: Ihr Konto oder Kennwort ist falsch.',
  disabled: 'AADSTS50057: Ihr Konto ist deaktiviert. Wenden Sie sich an Ihren Administrator.',
  errorHeading: 'Die Anmeldung ist fehlgeschlagen',
  signedOutHeading: 'Sie haben sich von Ihrem Konto abgemeldet',
  signedOut: 'Sie können dieses Fenster schließen.',
};

/** German when the browser prefers it to English, otherwise English. */
export function wordsFor(acceptLanguage: string | undefined): Words {
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ language, quality }) => (language === 'de' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return preferred[0]?.language === 'de' ? german : english;
}
