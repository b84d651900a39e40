import type { Envelope } from './envelope.ts';

/** What a service keeps of a task: some of its fields, each with the version that last wrote it. */
export interface Projected<Fields> {
  fields: Fields;
  versions: { [Name in keyof Fields]?: number };
  /** A task that is gone stays so. */
  deleted: boolean;
}

/** The version of a task that an event speaks of; throws where it has none, as then nothing tells what is newer. */
export const versionOf = ({ sequence }: Pick<Envelope, 'sequence'>): number => {
  if (sequence === undefined) throw new Error('a task event without a sequence: nothing tells which of its fields are newer than those known');
  return Number(sequence);
};

/** These fields of an object, where they are defined. */
export const pick = <Fields extends object, Name extends keyof Fields>(fields: Fields, names: readonly Name[]): Partial<Pick<Fields, Name>> =>
  Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]])) as Partial<Pick<Fields, Name>>;

/** A change applied field by field, with the names that it wrote; null where none of its fields is newer than what is known. */
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
