// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chatPane } from './chat.ts';
import { serve, type Answered, type Asked } from './testing/fake-server.ts';
import { waitFor } from './testing/page.ts';

let asked: Asked[];
let answers: Answered[];
let pane: HTMLElement;
const onAnswer = vi.fn<() => void>();

const history = { body: { items: [] as unknown[], next_cursor: null } };
const reply = (text: string, choices: unknown[] = []): Answered => ({ body: { reply: text, choices } });

beforeEach(() => {
  onAnswer.mockReset();
  [answers, history.body.items] = [[], []];
  asked = serve(({ method }) => (method === 'GET' ? history : (answers.shift() ?? reply('ok'))));
});

const open = async (): Promise<void> => {
  pane = chatPane(onAnswer);
  document.body.replaceChildren(pane);
  await waitFor(() => expect(lines()).not.toEqual([]));
};
const lines = (): (string | null)[] => [...pane.querySelectorAll('.line p')].map(({ textContent }) => textContent);
const input = (): HTMLTextAreaElement => pane.querySelector('textarea')!;
const sent = (): Asked[] => asked.filter(({ method }) => method === 'POST');
const keys = (): (string | undefined)[] => sent().map(({ headers }) => headers['idempotency-key']);
const say = async (text: string): Promise<void> => {
  const before = sent().length;
  input().value = text;
  pane.querySelector('form')!.requestSubmit();
  await waitFor(() => expect([sent().length, pane.querySelector('form')!.getAttribute('aria-busy')]).toEqual([before + 1, null]));
};

describe('the chat', () => {
  it('greets a newcomer, and shows others what was said, the oldest first', async () => {
    await open();
    expect(lines()[0]).toContain('Hello');
    history.body.items = [{ role: 'assistant', text: 'Added <b>.', choices: [] }, { role: 'user', text: 'add <b>', choices: [] }];
    await open();
    expect(lines()).toEqual(['add <b>', 'Added <b>.']);
  });

  it('shows message and answer, and has the tasks read anew', async () => {
    await open();
    answers = [reply('Added “milk”.')];
    await say('add milk');
    expect(lines().slice(1)).toEqual(['add milk', 'Added “milk”.']);
    expect(onAnswer).toHaveBeenCalledTimes(1);
  });

  it('offers choices, sends the message behind the one that is taken, and withdraws the others', async () => {
    await open();
    answers = [reply('Which one?', [{ label: 'milk, due today', message: 'done id:1' }, { label: 'milk', message: 'done id:2' }])];
    await say('done milk');
    const [first] = pane.querySelectorAll<HTMLButtonElement>('.choices button');
    first!.click();
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]!.body).toEqual({ message: 'done id:1' });
    expect(lines()).toContain('milk, due today');
    expect(pane.querySelectorAll('.choices')).toHaveLength(0);
  });
});

describe('a message whose answer was lost', () => {
  it.each([{ status: 0 }, { status: 502 }])('comes back to be sent again under the same key: %j', async (lost) => {
    await open();
    answers = [lost];
    await say('add milk');
    expect(input().value).toBe('add milk');
    expect(pane.querySelector('.line.failed')).not.toBeNull();
    await say('add milk');
    expect(keys()[1]).toBe(keys()[0]);
    expect(pane.querySelector('.line.failed')).toBeNull();
  });

  it('gets a new key when it is another message by now, or was answered meanwhile', async () => {
    await open();
    answers = [{ status: 0 }];
    await say('add milk');
    await say('add bread');
    await say('add bread');
    expect(new Set(keys()).size).toBe(3);
  });

  it('gets a new key when the server refused it: nothing happened', async () => {
    await open();
    answers = [{ status: 429, body: { title: 'Too many requests', detail: 'try again in 5 s' } }];
    await say('add milk');
    expect(lines().at(-1)).toBe('Too many requests: try again in 5 s.');
    await say('add milk');
    expect(new Set(keys()).size).toBe(2);
  });
});
