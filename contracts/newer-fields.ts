import type { Envelope } from './envelope.ts';

/** What a service keeps of a task: some of its fields, each with the version that last wrote it. */
export interface Projected<Fields> {
  fields: Fields;
  versions: { [Name in keyof Fields]?: number };
  /** A deleted task stays deleted. */
  deleted: boolean;
}

/**
 * The version of a task that an event carries; throws when there is none, because then
 * nothing says which change is newer.
 */
export const versionOf = ({ sequence }: Pick<Envelope, 'sequence'>): number => {
  if (sequence === undefined) throw new Error('a task event without a sequence: nothing tells which of its fields are newer than those known');
  return Number(sequence);
};

/** Picks fields of an object, leaving out undefined ones. */
export const pick = <Fields extends object, Name extends keyof Fields>(fields: Fields, names: readonly Name[]): Partial<Pick<Fields, Name>> =>
  Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]])) as Partial<Pick<Fields, Name>>;

/**
 * Applies a change field by field and names the fields it wrote; null when none of them is
 * newer than what is known.
 */
export const applyNewer = <Fields extends object>(
  { fields, versions, deleted }: Projected<Fields>,
  change: Fields,
  version: number,
): (Pick<Projected<Fields>, 'fields' | 'versions'> & { newer: (keyof Fields)[] }) | null => {
  const newer = (Object.keys(change) as (keyof Fields)[]).filter((name) => version > (versions[name] ?? 0));
  if (deleted || newer.length === 0) return null;
  return {
    newer,
    fields: { ...fields, ...pick(change, newer) },
    versions: { ...versions, ...Object.fromEntries(newer.map((name) => [name, version])) },
  };
};
