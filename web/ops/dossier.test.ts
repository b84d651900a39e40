// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '../../contracts/http/ops/failures.ts';
import type { EditPreview } from '../../contracts/http/ops/replays.ts';
import { mask } from '../../contracts/mask.ts';
import { aDossier } from '../testing/a-failure.ts';
import { serve, type Answered, type Asked } from '../testing/fake-server.ts';
import { buttonNamed, settle } from '../testing/page.ts';
import { dossierPanel } from './dossier.ts';
import type { Panel } from './panel.ts';

let dossier: Dossier;
let answers: Answered[];
let asked: Asked[];
let panel: Panel;

const show = async (more: Partial<Dossier> = {}): Promise<HTMLElement> => {
  dossier = aDossier(more);
  panel = dossierPanel(dossier.id);
  document.body.replaceChildren(panel.element);
  await panel.refresh();
  return panel.element;
};
const press = async (text: string): Promise<void> => {
  buttonNamed(panel.element, text).click();
  await settle();
};
const posts = (): Asked[] => asked.filter(({ method }) => method === 'POST');
const alertOf = (page: HTMLElement): string | null => page.querySelector('[role=alert]')!.textContent;

beforeEach(() => {
  answers = [];
  asked = serve(({ method }) => (method === 'GET' ? { body: dossier } : (answers.shift() ?? { status: 202, body: {} })));
});

describe('a failed event', () => {
  it('says why in words, with each try and its time', async () => {
    const tries = [{ consumer: 'reminder-service', attempt: 1, at: '2026-11-21T10:00:00.000Z', outcome: 'failed' as const, error_class: 'TypeError', message: 'no', took_ms: 37, build: 'b7' }, { consumer: 'reminder-service', attempt: 2, at: '2026-11-21T10:00:01.000Z', outcome: 'failed' as const, error_class: 'TypeError', message: 'no', took_ms: null, build: 'b7' }];
    const page = await show({ tries });
    expect(page.querySelector('.why')!.textContent).toBe('handler failed The handler threw on each of 4 tries.');
    expect(page.querySelector('tbody')!.textContent).toContain('TypeError: no');
    expect([...page.querySelectorAll('tbody tr')].map(({ children }) => children[3]!.textContent)).toEqual(['37 ms', 'unknown']);
    expect(page.querySelector('tbody time')!.getAttribute('datetime')).toBe('2026-11-21T10:00:00.000Z');
  });

  it('shows its payload as text, never as HTML', async () => {
    const page = await show();
    expect(page.querySelector('pre')!.textContent).toContain('"<b>milk</b>"');
    expect(page.querySelector('pre b')).toBeNull();
  });

  it.each(['handled', 'archived', 'replaying'] as const)('offers nothing to do while it is %s', async (state) => {
    const page = await show({ state });
    expect(page.querySelectorAll('.actions button')).toHaveLength(0);
  });

  it('cannot be edited where it is no event', async () => {
    const refusal = { title: 'This is no event that can be replayed', detail: 'its bytes are not a JSON object', editable: false, issues: [] };
    const page = await show({ payload: 'not json', payload_encoding: 'text', refusal });
    expect([...page.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual(['Archive …', 'Show what is masked']);
    expect(page.querySelector('.refusal')!.textContent).toBe('This is no event that can be replayed: its bytes are not a JSON object.');
  });

  it('that breaks its contract lists what is wrong, line by line, and can be edited', async () => {
    const issues = [{ path: 'data.title', message: 'is required' }, { path: 'data.due', message: 'is no date' }];
    const page = await show({ refusal: { title: 'This event breaks its contract', detail: 'edit its data', editable: true, issues } });
    expect([...page.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual(['Edit and replay …', 'Archive …', 'Show what is masked']);
    expect([...page.querySelectorAll('.refusal li')].map(({ textContent }) => textContent)).toEqual(['data.title: is required', 'data.due: is no date']);
  });
});

describe('what may tell of a person', () => {
  it('is masked until somebody asks, and stays in sight until the failure changes', async () => {
    const page = await show({ payload: { data: { title: mask } } });
    answers = [{ body: aDossier({ masked: false, payload: { data: { title: 'call Ada' } } }) }];
    await press('Show what is masked');
    expect(posts().map(({ path }) => path)).toEqual(['/ops/dead-letters/f-1/reveal']);
    expect(page.querySelector('pre')!.textContent).toContain('call Ada');
    await panel.refresh();
    expect(page.querySelector('pre')!.textContent).toContain('call Ada');
    dossier = { ...dossier, state: 'replaying' };
    await panel.refresh();
    expect(page.querySelector('pre')!.textContent).not.toContain('call Ada');
  });

  it('is not shown if the audit trail cannot record it', async () => {
    const page = await show({ payload: { data: { title: mask } } });
    answers = [{ status: 503, body: { title: 'The service is busy' } }];
    await press('Show what is masked');
    expect([alertOf(page), page.querySelector('.masking')!.textContent]).toEqual(['The service is busy.', expect.stringContaining(`${mask} stands for`)]);
  });
});

describe('a replay', () => {
  it('has one effect although its answer was lost: it is asked for again under the same key', async () => {
    await show();
    answers = [{ status: 0 }];
    await press('Replay');
    await press('Replay');
    const keys = posts().map(({ headers }) => headers['idempotency-key']);
    expect(posts().map(({ path }) => path)).toEqual(Array(2).fill('/ops/dead-letters/f-1/replay'));
    expect(keys[1]).toBe(keys[0]);
    await press('Replay');
    expect(posts()[2]!.headers['idempotency-key']).not.toBe(keys[0]);
  });

  it('that is refused says why, even after the page has loaded again', async () => {
    const page = await show();
    answers = [{ status: 422, body: { title: 'It is too old', detail: 'make the change anew' } }];
    await press('Replay');
    await panel.refresh();
    expect(alertOf(page)).toBe('It is too old: make the change anew.');
  });
});

describe('an edit', () => {
  const preview = (more: Partial<EditPreview> = {}): Answered => ({ body: { valid: true, issues: [], diff: [{ path: '/title', before: '<b>milk</b>', after: 'milk' }], ...more } });
  const edit = async (text: string): Promise<void> => {
    const area = panel.element.querySelector('textarea')!;
    area.value = text;
    area.dispatchEvent(new Event('input'));
    await press('Check');
  };
  const send = (): HTMLButtonElement => buttonNamed(panel.element, 'Replay the copy');
  const verdict = (): string | null => panel.element.querySelector('.verdict')!.textContent;

  beforeEach(async () => {
    await show();
    await press('Edit and replay …');
  });

  it('begins with the data of the event, and goes out only as it was checked', async () => {
    expect(JSON.parse(panel.element.querySelector('textarea')!.value)).toEqual({ task_id: 't-1', title: '<b>milk</b>' });
    expect(send().disabled).toBe(true);
    answers = [preview()];
    await edit('{"title":"milk"}');
    expect(panel.element.querySelector('.drawer tbody')!.textContent).toBe('/title"<b>milk</b>""milk"');
    panel.element.querySelector('textarea')!.dispatchEvent(new Event('input'));
    expect(send().disabled).toBe(true);
    answers = [preview()];
    await press('Check');
    await press('Replay the copy');
    expect(posts().map(({ path, body }) => [path, body])).toEqual([
      ['/ops/dead-letters/f-1/edit', { data: { title: 'milk' }, dry_run: true }],
      ['/ops/dead-letters/f-1/edit', { data: { title: 'milk' }, dry_run: true }],
      ['/ops/dead-letters/f-1/edit', { data: { title: 'milk' } }],
    ]);
    expect(panel.element.querySelector('textarea')).toBeNull();
  });

  it.each<[string, string, Answered | null, RegExp]>([
    ['is no JSON', '{', null, /no JSON yet/],
    ['breaks the contract', '{}', preview({ valid: false, issues: [{ path: '/title', message: 'is required' }] }), /does not allow it\. \/title: is required/],
    ['changes nothing', '{}', preview({ diff: [] }), /replay that instead/],
  ])('that %s does not go out, and says so', async (_what, text, answer, words) => {
    if (answer !== null) answers = [answer];
    await edit(text);
    expect(verdict()).toMatch(words);
    expect(send().disabled).toBe(true);
  });
});

it('is archived only with a reason', async () => {
  await show();
  await press('Archive …');
  await press('Archive it');
  expect(posts()).toEqual([]);
  panel.element.querySelector<HTMLInputElement>('[name=reason]')!.value = 'test data';
  await press('Archive it');
  expect(posts()).toMatchObject([{ path: '/ops/dead-letters/f-1/archive', body: { reason: 'test data' } }]);
});
