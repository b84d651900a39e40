import type pg from 'pg';
import { sendTogether } from './send-together.ts';

/**
 * How many texts get a name: far more than a service's own statements. Texts put together
 * for single requests must not fill the server's memory.
 */
const mostNames = 200;

/** The names under which each connection prepares statements once. */
export interface StatementNames {
  /** The name of a text; undefined if there are too many already, so that it runs unnamed. */
  of(text: string): string | undefined;
  /** Gives every text a new name, because what connections have prepared has become useless. */
  renew(): void;
}

/**
 * Names texts in the order in which they first run, so the hot path has its names long
 * before odd requests come.
 */
export const nameStatements = (): StatementNames => {
  const names = new Map<string, string>();
  let count = 0;
  return {
    of: (text) => {
      const known = names.get(text);
      if (known !== undefined || names.size >= mostNames) return known;
      // Never the same name twice: a connection may still hold the old statement of that
      // name.
      const name = `s${++count}`;
      names.set(text, name);
      return name;
    },
    renew: () => names.clear(),
  };
};

/**
 * Whether a prepared statement has become useless although its text is good: a migration
 * has changed the columns that it returns, or the server does not know it. Nothing was
 * executed then. The first case is recognised by its place in the server's source, because
 * its SQLSTATE says little and its message may be translated.
 */
export const isStaleStatement = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, routine } = error as Error & { code?: unknown; routine?: unknown };
  return code === '26000' || (code === '0A000' && routine === 'RevalidateCachedQuery');
};

/**
 * Marks a text whose best plan depends on its values, such as a search, in which rare words
 * want another index than frequent ones: it gets no name and is planned each time.
 */
export const plannedAnew = '/* planned anew */ ';

const isPlannedAnew = ({ text }: pg.QueryConfig): boolean => text.startsWith(plannedAnew);

const bitmapScans = (value: 'on' | 'off'): pg.QueryConfig => ({ text: `select set_config('enable_bitmapscan', '${value}', true)` });

/**
 * Sends statements with one after them, of which it resolves with the result. If that one
 * is planned anew it may use bitmap scans, the only ones that a text index knows: it goes
 * out between two settings.
 */
export const sendPlanned = async (client: pg.ClientBase, statement: pg.QueryConfig, before: readonly pg.QueryConfig[] = []): Promise<pg.QueryResult> => {
  const planned = isPlannedAnew(statement) ? [bitmapScans('on'), statement, bitmapScans('off')] : [statement];
  return (await sendTogether(client, [...before, ...planned]))[before.length + planned.indexOf(statement)]!;
};

/** A statement for the driver, with its name; most texts without values run once and need none. */
export const statementOf = (names: StatementNames, text: string, values: unknown[] = [], limitMs?: number): pg.QueryConfig => {
  const name = values.length === 0 || isPlannedAnew({ text }) ? undefined : names.of(text);
  return { text, values, ...(name !== undefined && { name }), ...(limitMs !== undefined && { query_timeout: limitMs }) };
};
