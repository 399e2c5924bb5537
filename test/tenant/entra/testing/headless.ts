import { DEMO_PASSWORD } from '../../ids.ts';
import type { Browser, Page } from './browser.ts';

/** More pages than a sign-in with consent can have. */
const MOST_PAGES = 6;

/** Signs in and consents as a person would; resolves with the address that the browser is sent back to. */
export async function signInAndConsent(
  browser: Browser,
  authorizeUrl: string,
  account: string,
  password = DEMO_PASSWORD,
): Promise<string> {
  let page = await browser.open(authorizeUrl);
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    if (page.sentTo !== undefined) return page.sentTo;
    const form = formFor(page, account, password);
    if (!form) break;
    page = await browser.open(page.url, { form });
  }
  throw new Error(`The sign-in ended on a page: ${errorOf(page)}`);
}

/** The form as a person would fill it in; undefined on a page without a known form, or after a refusal. */
function formFor({ text }: Page, account: string, password: string): Record<string, string> | undefined {
  if (text.includes('role="alert"')) return undefined;
  if (text.includes('name="passwd"')) return { loginfmt: account, passwd: password };
  return text.includes('name="consent"') ? { consent: '1' } : undefined;
}

function errorOf({ status, text }: Page): string {
  return /AADSTS\d+[^<]*/.exec(text)?.[0] ?? `status ${status}`;
}
