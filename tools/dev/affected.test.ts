import { expect, it } from 'vitest';
import { affectedBy } from './affected.ts';
import type { ImportGraph } from './imports.ts';

const reaches: Record<string, string[]> = {
  'services/a/main.ts': ['services/a/main.ts', 'services/a/part.ts', 'platform/shared.ts'],
  'services/b/main.ts': ['services/b/main.ts', 'platform/shared.ts'],
};
const graph: ImportGraph = { reach: (entry) => new Set(reaches[entry]), forget: () => undefined };
const nothing = { services: [], page: false, forSidecars: [] };

it.each<[string, object]>([
  ['services/a/part.ts', { services: ['a'] }],
  ['platform/shared.ts', { services: ['a', 'b'] }],
  ['services/b/migrations/002-more.sql', { services: ['b'] }],
  ['services/a/part.test.ts', {}],
  ['services/a/not-imported.ts', {}],
  ['web/app.tsx', { page: true }],
  ['web/dist/index.html', {}],
  ['web/data/queue.test.ts', {}],
  ['contracts/task.ts', { page: true }],
  ['subscriptions/a.yaml', { forSidecars: ['subscriptions/a.yaml'] }],
  ['dapr.yaml', { forSidecars: ['dapr.yaml'] }],
])('%s means %o', (file, meaning) => expect(affectedBy([file], ['a', 'b'], graph)).toEqual({ ...nothing, ...meaning }));
