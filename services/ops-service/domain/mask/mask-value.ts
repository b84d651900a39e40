import { z } from 'zod';
import { fieldsOf, isCode } from '#contracts/codes';
import { mask } from '#contracts/mask';

/** A text of one word that a system writes: an id, a name of a type, a time zone, a rule. */
const codeText = /^[\w.:/+=;,-]{1,300}$/;

/** Whether a text has the form of a code, whatever it says. */
export const looksLikeCode = (text: string): boolean => codeText.test(text);

/** Deeper than any contract; what lies below is masked as a whole. */
const deepest = 32;

type Schema = z.core.$ZodType | null;

interface Masking {
  /** Takes each value that was masked, as text. */
  hidden: (text: string) => void;
}

const closed = [z.ZodStringFormat, z.ZodEnum, z.ZodLiteral, z.ZodNumber, z.ZodBoolean] as const;

/**
 * Whether a value may be seen: its schema leaves no room for a person's words, and the
 * value fits the schema.
 */
const isOpen = (schema: Schema, value: unknown): boolean => {
  if (value === null) return true;
  if (schema === null || !z.safeParse(schema, value).success) return false;
  return isCode(schema) ? typeof value === 'string' && looksLikeCode(value) : closed.some((kind) => schema instanceof kind);
};

/**
 * The schema of a value that is present, without optional, nullable and default around
 * it; of a union, the option that fits.
 */
const unwrap = (schema: Schema, value: unknown): Schema => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return unwrap(schema.unwrap(), value);
  if (schema instanceof z.ZodUnion) return unwrap(schema.options.find((option) => z.safeParse(option, value).success) ?? null, value);
  return schema;
};

/** The schema of one field; null where the contract says nothing about it. */
const schemaOf = (schema: Schema, field: string): Schema => {
  if (schema instanceof z.ZodObject) return Object.hasOwn(schema.shape, field) ? (schema.shape[field] as z.core.$ZodType) : null;
  return schema instanceof z.ZodRecord ? schema.valueType : null;
};

const fieldName = /^[A-Za-z_][\w-]{0,63}$/;

/** The name of a field, or the place in a list; what may be a person's words is masked. */
export const fieldNameOr = (name: PropertyKey): string => (typeof name === 'number' || fieldName.test(String(name)) ? String(name) : mask);

/** The old and new value of a change are masked like the field itself. */
const maskChange = (schema: Schema, value: unknown, masking: Masking, depth: number): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return masked(null, value, masking, depth);
  return Object.fromEntries(Object.entries(value).map(([side, one]) => (side === 'old' || side === 'new' ? [side, masked(schema, one, masking, depth + 1)] : maskField(null, [side, one], masking, depth))));
};

const maskField = (schema: Schema, [name, value]: [string, unknown], masking: Masking, depth: number): [string, unknown] => {
  const shown = fieldNameOr(name);
  if (shown === mask) masking.hidden(name);
  const of = schema === null ? undefined : fieldsOf(schema);
  const after = of === undefined ? masked(schemaOf(schema, name), value, masking, depth + 1) : maskChange(schemaOf(of, name), value, masking, depth + 1);
  return [shown, after];
};

const hide = (value: unknown, { hidden }: Masking): string => {
  hidden(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  return mask;
};

const masked = (declared: Schema, value: unknown, masking: Masking, depth: number): unknown => {
  const schema = unwrap(declared, value);
  if (typeof value !== 'object' || value === null) return isOpen(schema, value) ? value : hide(value, masking);
  if (depth >= deepest) return hide('deeper than any contract', masking);
  if (Array.isArray(value)) return value.map((one) => masked(schema instanceof z.ZodArray ? schema.element : null, one, masking, depth + 1));
  return Object.fromEntries(Object.entries(value).map((field) => maskField(schema, field, masking, depth)));
};

/**
 * A value with everything masked that may be about a person, going by its schema: only what
 * can be nothing but a code, a number, an instant or a choice stays. What the schema does
 * not know, or what does not keep to it, is masked. Takes JSON values.
 */
export const maskValue = (schema: Schema, value: unknown, hidden: (text: string) => void = () => undefined): unknown => masked(schema, value, { hidden }, 0);
