import { z } from 'zod';

/** Whether PostgreSQL can store a text: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

/** A text that can be stored and searched for. */
export const storableText = z.string().refine(isStorable, 'must be well-formed text without NUL characters');

const known = /^(19|20|21)/;

const isInCalendar = (instant: string): boolean => new Date(`${instant.slice(0, 10)}T00:00Z`).toJSON()?.startsWith(instant.slice(0, 10)) ?? false;

/**
 * An instant in a year that PostgreSQL and JSON can both represent and that people mean.
 */
export const instantInput = z.iso
  .datetime({ offset: true, abort: true })
  .refine((value) => known.test(value) && isInCalendar(value), 'must be an instant between 1900 and 2199');
