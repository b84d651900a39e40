/** What choosing needs to know of a task. */
export interface Choosable {
  id: string;
  title: string;
}

/** One task, by its id or whole title or only by words of it; several that the person must choose from, or none. */
export type Chosen<T> = { kind: 'one'; task: T; isExact: boolean } | { kind: 'several'; tasks: T[] } | { kind: 'none' };

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

const asChosen = <T>(tasks: T[], isExact: boolean): Chosen<T> => {
  const [first] = tasks;
  if (first === undefined) return { kind: 'none' };
  return tasks.length === 1 ? { kind: 'one', task: first, isExact } : { kind: 'several', tasks };
};

const byTitle = <T extends Choosable>(query: string, tasks: readonly T[]): T[] => {
  const same = tasks.filter(({ title }) => title === query);
  return same.length > 0 ? same : tasks.filter(({ title }) => fold(title) === fold(query));
};

const byWords = <T extends Choosable>(query: string, tasks: readonly T[]): T[] => {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const withWords = (fits: (word: string, titleWord: string) => boolean): T[] =>
    tasks.filter(({ title }) => {
      const has = wordsOf(title);
      return wanted.every((word) => has.some((titleWord) => fits(word, titleWord)));
    });
  const whole = withWords((word, titleWord) => word === titleWord);
  return whole.length > 0 ? whole : withWords((word, titleWord) => titleWord.startsWith(word));
};

const among = <T extends Choosable>(query: string, tasks: readonly T[]): Chosen<T> => {
  const titled = byTitle(query, tasks);
  return titled.length > 0 ? asChosen(titled, true) : asChosen(byWords(query, tasks), false);
};

/** The task that a text speaks of: by id, by its title, by words of its title; among those that fit the wish first, then among all. */
export const chooseTask = <T extends Choosable>(query: string, tasks: readonly T[], fits: (task: T) => boolean = () => true): Chosen<T> => {
  if (uuid.test(query)) return asChosen(tasks.filter(({ id }) => id === query.toLowerCase()), true);
  const fitting = among(query, tasks.filter(fits));
  return fitting.kind === 'none' ? among(query, tasks) : fitting;
};
