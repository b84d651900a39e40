import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

/** No control character but newline and tab has a place in a person's text; each is up to six bytes of JSON, and PostgreSQL refuses one of them. */
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const nameOf = (text: string): string => `U+${control.exec(text)![0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

type Place = [field: string, value: unknown];

/** The texts and values in an object: its names stand at its own place. */
const insideOf = ([field, value]: Place): Place[] =>
  typeof value !== 'object' || value === null || Buffer.isBuffer(value)
    ? []
    : Object.entries(value).flatMap(([name, one]): Place[] => [[field, name], [field === '' ? name : `${field}.${name}`, one]]);

/** Where in a value a text has one, and which; undefined where none has. A body may be nested deeper than a function may call itself. */
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

/** Refuses a person's request that has one anywhere; events and what services say to each other have contracts of their own. */
export const refuseControls = async (request: FastifyRequest): Promise<void> => {
  if (isHidden(request)) return;
  const bad = findControl(request.params) ?? findControl(request.query) ?? findControl(request.body);
  if (bad === undefined) return;
  const field = bad.field === '' ? 'body' : bad.field;
  const message = `has the control character ${bad.found}; only newline and tab may stand in a text`;
  throw new Problem(400, 'The request is not valid', { detail: `${field}: ${message}`, errors: [{ field, message }] });
};
