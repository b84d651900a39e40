import { mask } from '../../contracts/mask.ts';
import type { EditPreview } from '../../contracts/http/ops/replays.ts';
import { mayHaveHappened, post } from '../api.ts';
import { el, field } from '../dom.ts';
import { createOnce } from '../once.ts';
import type { Drawer } from './ask.ts';
import { actionButton, createTable } from './panel.ts';
import { valueText } from './words.ts';

export interface EditAsking {
  failureId: string;
  /** The data of the event as it failed. */
  data: unknown;
  run(control: HTMLElement, work: () => Promise<unknown>): Promise<void>;
  onReplayed(): Promise<unknown>;
}

const readJson = (text: string): { data: unknown } | { problem: string } => {
  try {
    return { data: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `This is no JSON yet: ${(error as Error).message}.` };
  }
};

const verdictOf = ({ valid, issues, diff }: EditPreview): string => {
  if (!valid) return `The contract does not allow it. ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`;
  return diff.length === 0 ? 'Nothing differs from the original: replay that instead.' : 'The contract allows it. This would change:';
};

/**
 * Lets an administrator correct the data of an event: what differs is shown, and checked
 * against the contract, before the copy goes out.
 */
export const askEdit = (drawer: Drawer, { failureId, data, run, onReplayed }: EditAsking): void => {
  const path = `/ops/dead-letters/${failureId}/edit`;
  const once = createOnce();
  const original = JSON.stringify(data, null, 2);
  const text = el('textarea', { class: 'code', rows: Math.min(24, original.split('\n').length + 1), spellcheck: 'false' }, original);
  const verdict = el('p', { class: 'verdict', role: 'status' });
  const { table, rows } = createTable(['Where', 'Before', 'After'], 'What would change');
  table.hidden = true;

  const show = (words: string, kind: '' | 'good' | 'bad', diff: EditPreview['diff'] = []): void => {
    verdict.textContent = words;
    verdict.className = `verdict ${kind}`;
    rows.replaceChildren(...diff.map(({ path, before, after }) => el('tr', {}, el('td', { class: 'ids' }, path === '' ? '/' : path), el('td', {}, valueText(before)), el('td', {}, valueText(after)))));
    table.hidden = diff.length === 0;
  };
  const check = async (): Promise<void> => {
    const read = readJson(text.value);
    if ('problem' in read) return show(read.problem, 'bad');
    const checked = text.value;
    const preview = await post<EditPreview>(path, { data: read.data, dry_run: true });
    if (checked !== text.value) return show('The text has changed since: check it again.', '');
    show(verdictOf(preview), preview.valid ? 'good' : 'bad', preview.diff);
    send.disabled = !preview.valid || preview.diff.length === 0;
  };
  const replay = async (): Promise<void> => {
    const body = { data: JSON.parse(text.value) as unknown };
    try {
      await post(path, body, once.keyFor(JSON.stringify(body)));
    } catch (error) {
      if (!mayHaveHappened(error)) once.settle();
      throw error;
    }
    drawer.close();
    await onReplayed();
  };
  const send = actionButton('Replay the copy', (button) => run(button, replay));
  send.disabled = true;
  text.addEventListener('input', () => {
    send.disabled = true;
    show('', '');
  });
  drawer.open(
    el(
      'div',
      {},
      el('h3', {}, 'Edit the data and replay a copy'),
      field('Data', text, `The copy gets a new id and goes to the consumer that failed. Where ${mask} stands it stays as it was.`),
      verdict,
      table,
      el('div', { class: 'actions' }, actionButton('Check', (button) => run(button, check), 'primary'), send, el('button', { type: 'button', onclick: () => drawer.close() }, 'Cancel')),
    ),
  );
};
