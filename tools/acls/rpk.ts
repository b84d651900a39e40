import type { Access } from './access.ts';

/** What differs between two commands of one account is the name only. */
const shapeOf = ({ resource, pattern, operations }: Access): string => [resource, pattern, ...operations].join(' ');

const groupBy = <T>(all: readonly T[], keyOf: (one: T) => string): T[][] => {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
};

const commandOf = (alike: readonly Access[]): string => {
  const { who, resource, pattern, operations } = alike[0]!;
  const names = alike.map(({ name }) => name).join(',');
  return [
    `rpk security acl create --allow-principal "$(principal ${who})"`,
    `--operation ${operations.join(',')}`,
    `--${resource} ${names}`,
    ...(pattern === 'prefixed' ? ['--resource-pattern-type prefixed'] : []),
  ].join(' ');
};

/** Shell lines that grant all of it on Redpanda; `principal` is a shell function that prints the user of an account. */
export const rpkCommands = (wanted: readonly Access[]): string[] =>
  groupBy(wanted, ({ who }) => who).flatMap((ofOne) => groupBy(ofOne, shapeOf).map(commandOf));

/** {@link rpkCommands} as the file k8s/kafka/redpanda/acls.sh. */
export const rpkScript = (wanted: readonly Access[]): string =>
  ['# Made by: npm run --silent acls -- rpk > k8s/kafka/redpanda/acls.sh', ...rpkCommands(wanted), ''].join('\n');
