import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './stage.ts';

/** An administrator finds out why a number finds nobody. */

let stage: Stage;
let admin: Page;

beforeAll(async () => {
  stage = await openStage();
  const { user } = stage.services.tenant.demo;
  await stage.control('PATCH', `/users/${user}`, { apiRoles: ['Directory.Admin'] });
  const popup = await stage.popup();
  await stage.signInAt(() => popup.getByRole('button', { name: 'Sign in' }).click());
  await popup.getByRole('searchbox').or(popup.getByRole('combobox')).waitFor();
  await popup.locator('.account-name').click();
  const [opened] = await Promise.all([
    stage.browser.context.waitForEvent('page'),
    popup.getByRole('button', { name: 'Why does a number match?' }).click(),
  ]);
  admin = opened;
  await admin.getByRole('heading', { name: 'Explain a number' }).waitFor();
});

afterAll(async () => stage?.close());

describe('the administrators’ page', () => {
  it('explains the readings of a number and the sources asked, with the keyboard only', async () => {
    await admin.getByLabel('Number as it is written').fill('Tel. +49 (0)30 23125-999');
    await admin.keyboard.press('Enter');
    const explained = admin.locator('.reading').first();
    await explained.waitFor();
    const text = await explained.innerText();
    expect(text).toContain('+493023125999');
    expect(text).toContain('Words removed');
    expect(text).toContain('Customers');
  });

  it('tries a source’s dialling profile on its real entries', async () => {
    await admin.getByLabel('Source', { exact: true }).selectOption({ label: 'Customers' });
    await admin.getByRole('button', { name: 'Try its profile' }).click();
    const figures = admin.locator('.figures');
    await figures.waitFor({ timeout: 30_000 });
    const counts = await figures.locator('dd').allInnerTexts();
    expect(counts).toHaveLength(9);
    expect(Number(counts[0]?.replace(/\D/g, ''))).toBeGreaterThan(50);
    await admin.getByLabel('Area code').last().fill('30');
    await admin.getByRole('button', { name: 'Try this profile' }).click();
    await admin.locator('.configuration code', { hasText: '"area":"30"' }).waitFor({ timeout: 30_000 });
  });
});
