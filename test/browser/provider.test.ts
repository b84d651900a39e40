import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startIdentityProvider, type IdentityProvider } from '../../services/chat-api/testing/identity-provider.ts';
import { newAddress, openContext, useBrowser } from './browser.ts';
import { startPageSystem, type PageSystem } from './system.ts';

useBrowser();

let provider: IdentityProvider;
let system: PageSystem;
beforeAll(async () => {
  provider = await startIdentityProvider();
  system = await startPageSystem(inject('postgresUrl'), { services: ['chat-api'], env: { AUTH_ISSUER: provider.issuer, AUTH_JWKS_URL: provider.jwksUrl, AUTH_CLIENT_ID: provider.clientId } });
});
afterAll(async () => {
  await system.close();
  await provider.close();
});

it('takes who has an account elsewhere there and back, and keeps them signed in', async () => {
  const email = newAddress();
  provider.know('ada', { email, email_verified: true, name: 'Ada' });
  const page = await (await openContext()).newPage();
  await page.goto(system.origin);
  const there = page.getByRole('link', { name: `Sign in at ${new URL(provider.issuer).host}` });
  await there.waitFor();
  expect(await page.getByLabel('Password').count()).toBe(0);
  await there.click();
  await page.locator('input[name=login]').fill('ada');
  await page.locator('input[name=password]').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Add a task', { exact: true }).waitFor();
  expect(new URL(page.url()).origin).toBe(system.origin);

  await page.reload();
  await page.goto(`${system.origin}/#/settings`);
  await page.getByText('this browser', { exact: true }).waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada');
  expect(await page.getByRole('heading', { name: 'Password' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await there.waitFor();
});

it('says why who comes back is not signed in', async () => {
  const page = await (await openContext()).newPage();
  await page.goto(`${system.origin}/auth/provider/callback?code=stolen&state=other`);
  await page.getByText('was begun in another browser').waitFor();
  await page.getByRole('link', { name: 'Back to sign in' }).click();
  await page.getByRole('link', { name: /^Sign in at/ }).waitFor();
});
