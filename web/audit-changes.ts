import type { AuditEntry } from '../contracts/http/audit.ts';

/** One field of what an operation was on. */
export interface FieldChange {
  field: string;
  /** Undefined where there was, or is, nothing. */
  before: unknown;
  after: unknown;
}

/** Counted or set by the system with every change: they say nothing of this one. */
const bookkeeping = new Set(['version', 'updated_at']);

const isNothing = (value: unknown): boolean => value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** What an entry changed, field by field; of something made or deleted, what it had. */
export const changesOf = ({ before, after }: Pick<AuditEntry, 'before' | 'after'>): FieldChange[] => {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((field) => !bookkeeping.has(field));
  return fields
    .map((field): FieldChange => ({ field, before: before?.[field], after: after?.[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after) && !(isNothing(change.before) && isNothing(change.after)));
};

/** A value in words; texts as they stand. */
export const wordsOf = (value: unknown): string => {
  if (isNothing(value)) return '–';
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
};
