import type { AuditEntry } from '../contracts/http/audit.ts';

/** One field that an operation changed. */
export interface FieldChange {
  field: string;
  /** Undefined if there was nothing before, or is nothing after. */
  before: unknown;
  after: unknown;
}

/** The system sets these with every change, so they say nothing about this one. */
const bookkeeping = new Set(['version', 'updated_at']);

const isNothing = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** What an entry changed, field by field; for something created or deleted, what it had. */
export const changesOf = ({ before, after }: Pick<AuditEntry, 'before' | 'after'>): FieldChange[] => {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((field) => !bookkeeping.has(field));
  return fields
    .map((field): FieldChange => ({ field, before: before?.[field], after: after?.[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after) && !(isNothing(change.before) && isNothing(change.after)));
};

/** A value in words; text is left as it is. */
export const wordsOf = (value: unknown): string => {
  if (isNothing(value)) return '–';
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
};
