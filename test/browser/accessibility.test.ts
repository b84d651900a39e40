import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { add, aVisitor, call, openContext, origin, row, settled, signIn, toast, useBrowser } from './browser.ts';
import { anOperator } from './operators.ts';

useBrowser();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** Everything that axe finds wrong with the page, of any severity. */
const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)')) as Violation[];
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary.split('\n').at(1)?.trim()}`));
};

const filled = ['buy milk tomorrow at 18:00 #home !high', 'water the plants every friday at 8am #home', 'a very long title that goes on and on, because people write down what they think while they think it', 'read a book', 'file taxes yesterday'];

const shows: Record<string, (page: Page) => Promise<unknown>> = {
  'the list': (page) => row(page, 'read a book').waitFor(),
  'a task in place': async (page) => {
    await row(page, 'buy milk').getByRole('button', { name: 'buy milk', exact: true }).click();
    await page.getByRole('group', { name: 'Details of buy milk' }).waitFor();
  },
  'a selection': async (page) => {
    await page.getByLabel('Select read a book').press('Space');
    await page.getByText('1 selected').waitFor();
  },
  'what is done': async (page) => {
    await row(page, 'read a book').getByLabel('Complete read a book').click();
    await toast(page, 'Completed “read a book”').waitFor();
    await page.getByRole('button', { name: /^Done/ }).press('Enter');
    await page.getByLabel('Reopen read a book').waitFor();
  },
  'the notices': async (page) => {
    await page.goto(`${origin()}/#/notices`);
    await page.getByRole('heading', { name: 'Notices' }).waitFor();
  },
  'the settings': async (page) => {
    await page.goto(`${origin()}/#/settings`);
    await page.getByRole('button', { name: 'Save the notifications' }).waitFor();
  },
  'the help': async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  },
  'the palette': async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Find anything' }).waitFor();
  },
};

describe.each(['light', 'dark'] as const)('in %s, axe finds nothing wrong with', (colorScheme) => {
  it('the forms to sign in, to sign up and for a new password', async () => {
    const page = await (await openContext({ colorScheme })).newPage();
    await page.goto(origin());
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'No account yet? Sign up' }).click();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${origin()}/#/reset`);
    await page.getByRole('heading', { name: 'A new password' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('what a person sees, wide and on a phone', async () => {
    const { page, email } = await aVisitor({ colorScheme, reducedMotion: 'reduce' });
    for (const text of filled) await add(page, text);
    await settled(page);
    for (const [name, show] of Object.entries(shows)) {
      await show(page);
      expect([name, await violations(page)]).toEqual([name, []]);
      await page.keyboard.press('Escape');
      await page.locator('.editor').waitFor({ state: 'detached' });
    }
    const phone = await (await openContext({ colorScheme, reducedMotion: 'reduce', viewport: { width: 320, height: 640 } })).newPage();
    await signIn(phone, email);
    for (const place of ['', 'chat', 'notices', 'settings']) {
      await phone.goto(`${origin()}/#/${place}`);
      await phone.locator('main').getByRole('heading').first().waitFor();
      expect([place, await violations(phone)]).toEqual([place, []]);
    }
  });

  it('the reference of events', async () => {
    const page = await (await openContext({ colorScheme, viewport: { width: 320, height: 640 } })).newPage();
    for (const path of ['', '/task.created']) {
      await page.goto(`${origin()}/docs/events${path}`);
      expect([path, await violations(page)]).toEqual([path, []]);
    }
  });

  it('what an operator sees', async () => {
    const page = await anOperator({ colorScheme, reducedMotion: 'reduce' });
    await page.getByRole('link', { name: 'Audit trail' }).click();
    await page.getByText('task.completed').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Operations' }).click();
    await page.getByText('1 event of type task.deleted').waitFor();
    await page.locator('.picture svg').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

const wide = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;

/** Controls that a finger would miss: under 24 px, except for links within text. */
const small = `[...document.querySelectorAll('button, a, input, select, textarea')].filter((element) => {
  const { width, height } = (element.closest('label:has(input[type=checkbox], input[type=radio])') ?? element).getBoundingClientRect();
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 1 && (width < 24 || height < 24);
}).map((element) => element.outerHTML.slice(0, 120))`;

describe.each([['a narrow phone', { width: 320, height: 640 }], ['twice the size', { width: 640, height: 400 }]])('at %s', (_name, viewport) => {
  it('nothing has to be scrolled sideways, and no target is too small', async () => {
    const { page, email } = await aVisitor({ viewport });
    for (const text of filled) await add(page, text);
    await settled(page);
    await call(email, 'POST', '/tasks', { title: 'x'.repeat(200), tags: ['y'.repeat(60)] });
    for (const [name, show] of Object.entries(shows)) {
      await show(page);
      expect([name, await page.evaluate(wide), await page.evaluate(small)]).toEqual([name, 0, []]);
      await page.keyboard.press('Escape');
      await page.locator('.editor').waitFor({ state: 'detached' });
    }
    await page.goto(`${origin()}/#/chat`);
    expect([await page.evaluate(wide), await page.evaluate(small)]).toEqual([0, []]);
  });
});

it('moves nothing for people who do not want that', async () => {
  const { page } = await aVisitor({ reducedMotion: 'reduce' });
  await add(page, 'buy milk');
  await page.locator('.toast').waitFor();
  expect(await page.evaluate('document.getAnimations().length')).toBe(0);
});
