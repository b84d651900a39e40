import { Refused } from '../errors.ts';

/**
 * The consumer that is stuck before a record: the named one, even if it has not committed
 * anything yet, or the only candidate. Throws a sentence when that is not clear.
 */
export const chooseConsumer = (committed: ReadonlyMap<string, bigint>, offset: bigint, named: string | undefined): string => {
  if (named !== undefined && !committed.has(named)) return named;
  const where = [...committed].map(([group, at]) => `${group} at ${at}`).join(', ') || 'nobody has read this partition';
  const standing = [...committed].filter(([group, at]) => at <= offset && (named === undefined || group === named));
  if (standing.length === 1) return standing[0]![0];
  if (standing.length > 1) throw new Refused(`Which consumer? Say --consumer; they stand so: ${where}.`);
  throw new Refused(`${named ?? 'Nobody'} ${named === undefined ? 'stands' : 'does not stand'} before offset ${offset}: ${where}. Say --consumer for one that has not committed anything yet.`);
};
