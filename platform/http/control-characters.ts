import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/**
 * Control characters other than newline and tab do not belong in people's texts: each takes
 * up to six bytes of JSON, and PostgreSQL refuses NUL.
 */
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const nameOf = (text: string): string => `U+${control.exec(text)![0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

type Place = [field: string, value: unknown];

/** The texts and values in an object; its names count at its own path. */
const insideOf = ([field, value]: Place): Place[] =>
  typeof value !== 'object' || value === null || Buffer.isBuffer(value)
    ? []
    : Object.entries(value).flatMap(([name, one]): Place[] => [[field, name], [field === '' ? name : `${field}.${name}`, one]]);

/**
 * Finds the first control character in a value, with its path; undefined when there is
 * none. Not recursive, because a body may be nested deeper than the stack.
 */
export const findControl = (value: unknown): { field: string; found: string } | undefined => {
  const open: Place[] = [['', value]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [field, inner] = next;
    if (typeof inner === 'string' && control.test(inner)) return { field, found: nameOf(inner) };
    open.push(...insideOf(next));
  }
  return undefined;
};

const isHidden = ({ routeOptions }: FastifyRequest): boolean => (routeOptions.schema as { hide?: boolean } | undefined)?.hide === true;

/**
 * Refuses a person's request with a control character anywhere; events and calls between
 * services have contracts of their own.
 */
export const refuseControls = async (request: FastifyRequest): Promise<void> => {
  if (isHidden(request)) return;
  const bad = findControl(request.params) ?? findControl(request.query) ?? findControl(request.body);
  if (bad === undefined) return;
  const field = bad.field === '' ? 'body' : bad.field;
  const message = `has the control character ${bad.found}; only newline and tab may stand in a text`;
  throw new Problem(400, 'The request is not valid', { detail: `${field}: ${message}`, errors: [{ field, message }] });
};
