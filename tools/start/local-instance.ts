import type { InstanceOptions } from '../instance/types.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Documented ports lie between 1025 and 9644, so that some offsets lead past the last port. */
const largestOffset = 50_000;

const portOffsetOf = ({ TODO_PORT_OFFSET: text = '0' }: Env): number => {
  const offset = /^\d+$/.test(text) ? Number(text) : NaN;
  if (offset <= largestOffset) return offset;
  throw new Error(`TODO_PORT_OFFSET must be a number from 0 to ${largestOffset}, which is added to every port, and not ${text}`);
};

const nameOf = ({ TODO_INSTANCE: name = 'local' }: Env): string => {
  if (/^[a-z][a-z\d-]*$/.test(name)) return name;
  throw new Error(`TODO_INSTANCE must be a name such as second: small letters, digits and hyphens, and not ${name}`);
};

/**
 * The system that a person runs, with its data kept: on the documented ports, or beside
 * another one under a name and on ports of its own.
 */
export const localInstance = (env: Env): InstanceOptions => ({
  name: nameOf(env), portOffset: portOffsetOf(env), notReady: 'warn', databaseUrl: env['DATABASE_URL'], log: (line) => console.log(line),
});
