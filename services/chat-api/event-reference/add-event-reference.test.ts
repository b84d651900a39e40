import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaOf } from '#contracts/json-schema';
import { createHealth } from '#platform/health';
import { createServer } from '#platform/http/create-server';
import type { Server } from '#platform/http/server';
import { silentLog } from '../../../test/helpers/database.ts';
import { addEventReference } from './add-event-reference.ts';
import { asyncApi } from './asyncapi.ts';
import { describedBy, facts, inOrder } from './facts.ts';
import { fieldsOf } from './fields.ts';
import { html } from './html.ts';

let app: Server;
beforeAll(async () => {
  app = await createServer({ log: silentLog, health: createHealth(), ready: async () => undefined });
  addEventReference(app);
  await app.ready();
});
afterAll(() => app.close());

const get = (url: string) => app.inject({ method: 'GET', url });
const pages = ['/docs/events', ...inOrder.map(({ type }) => `/docs/events/${type}`)];

describe.each(pages)('%s', (path) => {
  it('is a page with nothing inline that its policy would not let in', async () => {
    const { statusCode, headers, body } = await get(path);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain("style-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(body).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  });

  it('links to what is there', async () => {
    const links = [...(await get(path)).body.matchAll(/href="(\/docs\/events[^"#]*)/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(3);
    for (const link of new Set(links)) expect([link, (await get(link)).statusCode]).toEqual([link, 200]);
  });
});

it('shows of every event who publishes and consumes it, its fields, its dead letters, since when it is, and an example', async () => {
  const index = (await get('/docs/events')).body;
  for (const { type, topic, schema } of inOrder) {
    const { summary, publishers, consumers, since, example } = facts.events[type]!;
    expect(index).toContain(`href="/docs/events/${type}"`);
    const page = (await get(`/docs/events/${type}`)).body;
    for (const text of [summary, publishers.join(', '), consumers.join(', '), topic.deadLetter ?? 'is not kept', since!.date]) expect(page).toContain(text);
    const paths = fieldsOf(schemaOf(schema)).map(({ path }) => path);
    for (const field of paths) expect([field, (field.startsWith('data.') ? page : index).includes(`<code>${field}</code>`)]).toEqual([field, true]);
    const shown = /<pre[^>]*><code>([\s\S]*)<\/code>/.exec(page)![1]!.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(JSON.parse(shown)).toEqual(example);
  }
});

it('marks a field that came later than its event', async () => {
  const { number, date } = facts.events['task.created']!.newer['data.task.series_date']!;
  expect((await get('/docs/events/task.created')).body).toMatch(new RegExp(`<code>data.task.series_date</code>.*since release ${number} of ${date}`));
});

it('serves the JSON Schema of every event, and the AsyncAPI document', async () => {
  for (const { type, schema } of inOrder) {
    const { headers, body } = await get(`/docs/events/schemas/${type}.json`);
    expect(headers['content-type']).toBe('application/schema+json; charset=utf-8');
    const parsed = z.fromJSONSchema(JSON.parse(body) as never);
    expect(parsed.safeParse(facts.events[type]!.example).success).toBe(true);
    expect([type, parsed.safeParse({ ...facts.events[type]!.example, data: {} }).success]).toEqual([type, schema.safeParse({ ...facts.events[type]!.example, data: {} }).success]);
  }
  expect((await get('/docs/events/asyncapi.json')).json()).toEqual(JSON.parse(JSON.stringify(asyncApi(facts))));
});

it('leaves out an event of which nothing is known yet', () => {
  const { 'task.created': _one, ...others } = facts.events;
  expect(describedBy({ ...facts, events: others }, inOrder).map(({ type }) => type)).toEqual(inOrder.map(({ type }) => type).filter((type) => type !== 'task.created'));
});

it('escapes what is no HTML', () => {
  expect(html`<b title="${'"'}">${'<i>&'}${3}${html`<u></u>`}${[html`a`, html`b`]}</b>`.html).toBe('<b title="&quot;">&lt;i&gt;&amp;3<u></u>ab</b>');
});
