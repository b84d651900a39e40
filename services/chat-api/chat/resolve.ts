import { toLocalDate } from '../domain/due.ts';
import type { Conversation } from '../domain/talk/conversation.ts';
import type { Target } from '../domain/talk/intents.ts';
import { likenessTo, namesOf, tellingWords } from '../domain/talk/match-title.ts';
import type { Work } from '../commit-change.ts';
import { findByFilter, findByIds, findByTitle, findByWords, findOpen, type Candidate, type Here } from '../store/find-tasks.ts';

/** What a target means, and how certain that is. */
export type Resolved =
  /** Exactly this task: by id, by position, as "it" or by its whole title. */
  | { kind: 'one'; task: Candidate; by: 'exact' | 'words' | 'nearly' }
  | { kind: 'which'; tasks: Candidate[]; by: 'exact' | 'words' | 'nearly' }
  /** Picked one by one earlier. */
  | { kind: 'picked'; tasks: Candidate[] }
  | { kind: 'many'; tasks: Candidate[]; count: number }
  | { kind: 'none'; why: 'unknown' | 'no_list' | 'no_such_place' | 'not_spoken' | 'gone' };

type Fits = (task: Candidate) => boolean;

/** The most tasks that are changed at once. */
export const mostAtOnce = 200;
/** Titles that a text is compared with. */
export const mostCompared = 200;

/** A person's time and zone. */
export const hereOf = ({ now, user }: Work): Here => ({ now, today: toLocalDate(now, user.time_zone), time_zone: user.time_zone });

const preferred = (tasks: Candidate[], fits: Fits): Candidate[] => {
  const fitting = tasks.filter(fits);
  return fitting.length > 0 ? fitting : tasks;
};

const among = (tasks: Candidate[], by: 'exact' | 'words' | 'nearly'): Resolved | null => {
  const [task] = tasks;
  if (task === undefined) return null;
  return tasks.length === 1 ? { kind: 'one', task, by } : { kind: 'which', tasks, by };
};

type Titled = Extract<Target, { by: 'title' }>;

const isDueThen = ({ due }: Titled, { due_local }: Candidate): boolean => {
  const day = due_local?.slice(0, 10) ?? null;
  return due === null || (day !== null && (due.from === null || day >= due.from) && (due.to === null || day <= due.to));
};

const byWholeName = async ({ tx, user }: Work, target: Titled, fits: Fits): Promise<{ exactly: Resolved | null; titled: Candidate[] }> => {
  const { text, literal } = target;
  const titled = await findByTitle(tx, user.id, [...new Set([...namesOf(literal), ...namesOf(text)])]);
  const literally = titled.filter(({ title }) => namesOf(literal).includes(namesOf(title)[0]!));
  return { titled, exactly: among(preferred(literally.length > 0 ? literally : titled.filter((task) => isDueThen(target, task)), fits), 'exact') };
};

const byParts = async ({ tx, user }: Work, target: Titled, fits: Fits): Promise<Resolved | null> => {
  const words = tellingWords(target.text);
  if (words.length === 0) return null;
  const fit = likenessTo(target.text);
  const fitting = (by: 'words' | 'nearly', tasks: Candidate[]): Resolved | null => among(preferred(tasks.filter((task) => fit(task.title) === by), fits), by);
  const named = await findByWords(tx, user.id, words);
  const dated = named.filter((task) => isDueThen(target, task));
  // It has that name, but is due on another day.
  const otherwise = (): Resolved | null => among(preferred(named.filter((task) => fit(task.title) === 'words'), fits), 'nearly');
  return fitting('words', dated) ?? fitting('nearly', dated) ?? otherwise() ?? fitting('nearly', await findOpen(tx, user.id, mostCompared));
};

const joints = /\s*(?:,\s*and|,|\band|&)\s+/i;

/** The one task that a name certainly means. */
const byName = async (work: Work, name: string, fits: Fits): Promise<Candidate[]> => {
  const target: Titled = { by: 'title', text: name, literal: name, due: null };
  const named = (await byWholeName(work, target, fits)).exactly ?? (await byParts(work, target, fits));
  return named?.kind === 'one' && named.by !== 'nearly' ? [named.task] : [];
};

/** "milk and bread": two tasks, if each part names one. */
const byNames = async (work: Work, { text }: Titled, fits: Fits): Promise<Resolved | null> => {
  const parts = text.split(joints).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 10) return null;
  const tasks: Candidate[] = [];
  for (const part of parts) tasks.push(...(await byName(work, part, fits)));
  return tasks.length === parts.length ? { kind: 'many', tasks, count: tasks.length } : null;
};

const byTitle = async (work: Work, target: Titled, fits: Fits): Promise<Resolved> => {
  const { exactly, titled } = await byWholeName(work, target, fits);
  if (exactly !== null) return exactly;
  const parts = (await byNames(work, target, fits)) ?? (await byParts(work, target, fits));
  // It has that name, but is due on another day.
  return among(preferred(titled, fits), 'nearly') ?? parts ?? { kind: 'none', why: 'unknown' };
};

/** A title can look like a place or a plural: "order 12", "all hands". */
const byWholeTitle = async ({ tx, user }: Work, text: string): Promise<Resolved | null> => (text === '' ? null : among(await findByTitle(tx, user.id, namesOf(text)), 'exact'));

const byPlaces = async ({ tx, user }: Work, places: readonly number[], { shown }: Conversation): Promise<Resolved> => {
  if (shown.length === 0) return { kind: 'none', why: 'no_list' };
  const ids = places.map((place) => (place < 0 ? shown.at(place) : shown[place - 1]));
  if (ids.some((id) => id === undefined)) return { kind: 'none', why: 'no_such_place' };
  const tasks = await findByIds(tx, user.id, ids as string[]);
  if (tasks.length < ids.length) return { kind: 'none', why: 'gone' };
  return tasks.length === 1 ? { kind: 'one', task: tasks[0]!, by: 'exact' } : { kind: 'many', tasks, count: tasks.length };
};

const spoken = async ({ tx, user }: Work, ids: readonly string[]): Promise<Resolved> => {
  const tasks = await findByIds(tx, user.id, ids);
  const [task] = tasks;
  if (task === undefined) return { kind: 'none', why: ids.length === 0 ? 'not_spoken' : 'gone' };
  return tasks.length === 1 ? { kind: 'one', task, by: 'exact' } : { kind: 'many', tasks, count: tasks.length };
};

const others = (conversation: Conversation): string[] => {
  const known = conversation.shown.length === 2 ? conversation.shown : conversation.spoken.slice(0, 2);
  return known.filter((id) => id !== conversation.spoken[0]).slice(0, 1);
};

type Many = Extract<Target, { by: 'filter' }>;

const spokenMany = (work: Work, target: Many, { shown, spoken: said }: Conversation): Promise<Resolved> | null => {
  if (target.spoken && said.length + shown.length > 0) return spoken(work, said.length > 1 || shown.length === 0 ? said : shown);
  const two = shown.length === 2 ? shown : said.slice(0, 2);
  return target.both && two.length === 2 ? spoken(work, two) : null;
};

const byFilter = async (work: Work, target: Many, conversation: Conversation): Promise<Resolved> => {
  const said = spokenMany(work, target, conversation);
  if (said !== null) return said;
  const { tasks, count } = await findByFilter(work.tx, work.user.id, target.filter, { ...hereOf(work), limit: mostAtOnce });
  if (target.both && count !== 2) return { kind: 'none', why: 'not_spoken' };
  return count === 0 ? { kind: 'none', why: 'unknown' } : { kind: 'many', tasks, count };
};

const byIds = async ({ tx, user }: Work, ids: readonly string[]): Promise<Resolved> => {
  const tasks = await findByIds(tx, user.id, ids);
  return tasks.length === 0 ? { kind: 'none', why: 'gone' } : { kind: 'picked', tasks };
};

type Finders = { [K in Target['by']]: (work: Work, target: Extract<Target, { by: K }>, conversation: Conversation, fits: Fits) => Promise<Resolved> };

const finders: Finders = {
  ids: (work, { ids }) => byIds(work, ids),
  title: (work, target, _, fits) => byTitle(work, target, fits),
  places: async (work, { text, places }, conversation) => (await byWholeTitle(work, text)) ?? byPlaces(work, places, conversation),
  spoken: (work, _, conversation) => spoken(work, conversation.spoken.slice(0, 1)),
  other: (work, _, conversation) => spoken(work, others(conversation)),
  filter: async (work, target, conversation) => (await byWholeTitle(work, target.text)) ?? byFilter(work, target, conversation),
  nothing: async () => ({ kind: 'none', why: 'not_spoken' }),
};

/** Finds the tasks that are meant; those that suit the wish come before others of the same name. */
export const resolve = (work: Work, target: Target, conversation: Conversation, fits: Fits): Promise<Resolved> =>
  (finders[target.by] as (work: Work, target: Target, conversation: Conversation, fits: Fits) => Promise<Resolved>)(work, target, conversation, fits);
