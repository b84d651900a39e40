import type { Names } from '../contracts/http/names.ts';
import { get } from './api.ts';
import { el } from './dom.ts';

/** As many are asked for at once. */
const atOnce = 100;
/** Beyond this, names are forgotten and asked for anew. */
const mostKnown = 1_000;

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

const known = new Map<string, Promise<string | undefined>>();
let wanted: string[] = [];
let asking: Promise<Map<string, string>> | undefined;

const ask = async (): Promise<Map<string, string>> => {
  // What is drawn together is asked for together.
  await Promise.resolve();
  const ids = wanted;
  wanted = [];
  asking = undefined;
  const pages = Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, i) => ids.slice(i * atOnce, (i + 1) * atOnce));
  const answers = await Promise.all(pages.map((some) => get<Names>('/users/names', { ids: some.join(',') })));
  return new Map(answers.flatMap(({ items }) => items.map(({ id, name }) => [id, name])));
};

/** The name of a user; undefined where nobody has the id, or it cannot be asked. */
const nameOf = (id: string): Promise<string | undefined> => {
  const before = known.get(id);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  wanted.push(id);
  asking ??= ask();
  const name = asking.then((names) => names.get(id));
  known.set(id, name);
  // An id is enough where names cannot be had now.
  return name.catch(() => void known.delete(id));
};

/** The name of a user, as soon as it is known, with something before it; nothing for what is no id of a user. */
export const personName = (id: string | null, before = ''): HTMLElement => {
  const element = el('span', { class: 'person' });
  if (id !== null && uuid.test(id)) void nameOf(id).then((name) => void (element.textContent = name === undefined ? '' : `${before}${name}`), () => undefined);
  return element;
};
