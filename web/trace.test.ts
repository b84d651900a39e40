import { expect, it } from 'vitest';
import { newTraceparent } from './trace.ts';

it('begins a trace of its own for each request, as W3C trace context has it', () => {
  const traceparents = Array.from({ length: 100 }, newTraceparent);
  for (const traceparent of traceparents) expect(traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
  expect(new Set(traceparents.map((traceparent) => traceparent.split('-')[1])).size).toBe(100);
});
