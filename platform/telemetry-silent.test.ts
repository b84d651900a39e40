import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { contextOf, currentTraceparent, inSpan, startTelemetry } from './telemetry.ts';

it('carries the trace on where nothing collects the spans, also from one turn of the process to the next', async () => {
  const { stop } = await startTelemetry('test', {});
  const cause = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const seen = await inSpan('outer', { parent: contextOf(cause) }, async () => {
    await nextTurn();
    return [currentTraceparent(), await inSpan('inner', {}, async () => currentTraceparent())];
  });
  for (const traceparent of seen) expect(traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
  expect(new Set([...seen, cause]).size).toBe(3);
  expect(currentTraceparent()).toBeUndefined();
  await stop();
});
