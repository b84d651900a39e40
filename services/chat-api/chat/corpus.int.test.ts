import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../testing/corpus/conversation.ts';
import { play } from '../testing/corpus/play.ts';
import { tables } from '../testing/corpus/tables/index.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';

let clock = '';
let app: TestApp;
beforeAll(async () => {
  // A login costs CPU on purpose; nobody logs in here.
  app = await createTestApp({ now: () => clock, passwords: { hash: async () => 'none', verify: async () => false } });
});
afterAll(() => app.close());

const stage = { get app() { return app; }, setClock: (instant: string) => void (clock = instant) };

const rowsOf = ({ conversations }: Table) => conversations.map((conversation) => [JSON.stringify(conversation.turns), conversation] as const);

describe.each(tables)('$kind', (one) => {
  it.each(rowsOf(one))('%s', async (_, conversation) => expect(await play(stage, conversation)).toEqual([]));
});
