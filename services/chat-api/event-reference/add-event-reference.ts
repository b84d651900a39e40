import { readFileSync } from 'node:fs';
import { schemaOf } from '#contracts/json-schema';
import { hidden, type Server } from '#platform/http/server';
import { asyncApi } from './asyncapi.ts';
import { eventPage } from './event-page.ts';
import { facts, inOrder } from './facts.ts';
import { root } from './frame.ts';
import { indexPage } from './index-page.ts';

/** Every file of the reference by its path; the contents are fixed when the service starts. */
const files = (): Record<string, [contentType: string, content: string]> => {
  const schemas = Object.fromEntries(inOrder.map(({ type, schema }) => [type, schemaOf(schema)]));
  return {
    [root]: ['text/html; charset=utf-8', indexPage(facts)],
    [`${root}/style.css`]: ['text/css; charset=utf-8', readFileSync(new URL('./style.css', import.meta.url), 'utf8')],
    [`${root}/asyncapi.json`]: ['application/json; charset=utf-8', JSON.stringify(asyncApi(facts), null, 2)],
    ...Object.fromEntries(inOrder.map((event) => [`${root}/${event.type}`, ['text/html; charset=utf-8', eventPage(event, schemas[event.type]!, facts.events[event.type]!)]])),
    ...Object.fromEntries(inOrder.map(({ type }) => [`${root}/schemas/${type}.json`, ['application/schema+json; charset=utf-8', JSON.stringify(schemas[type], null, 2)]])),
  };
};

/**
 * Adds the reference of all events at /docs/events, with their JSON Schemas and the
 * AsyncAPI document, for people and programs.
 */
export const addEventReference = (app: Server): void => {
  for (const [path, [contentType, content]] of Object.entries(files())) {
    app.get(path, { schema: hidden }, async (_request, reply) => reply.type(contentType).send(content));
  }
};
