import { afterAll, describe, expect, it } from 'vitest';
import { recordSpans } from '../test/helpers/spans.ts';
import { currentTraceparent, inLaterTrace, inSpan, linksTo, markSpan, storedContext, traceHeaders } from './telemetry.ts';

const recorder = recordSpans();
afterAll(() => recorder.stop());

const cause = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const causeTrace = '0af7651916cd43dd8448eb211c80319c';

describe('a span', () => {
  it('goes on with the trace that a stored traceparent names, whatever is current', async () => {
    await inSpan('current', {}, () => inSpan('stored', { parent: storedContext(cause) }, async () => undefined));
    expect(recorder.spans('stored')).toMatchObject([{ traceId: causeTrace, parentId: 'b7ad6b7169203331' }]);
  });

  it('begins a trace where nothing is stored, whatever is current', async () => {
    await inSpan('unrelated', {}, () => inSpan('begun', { parent: storedContext(null) }, async () => undefined));
    const [begun] = recorder.spans('begun');
    expect(begun!.parentId).toBeUndefined();
    expect(begun!.traceId).not.toBe(recorder.spans('unrelated')[0]!.traceId);
  });

  it('is marked as failed by what is thrown, and by an outcome that is no success', async () => {
    await expect(inSpan('throws', {}, async () => { throw new Error('no'); })).rejects.toThrow('no');
    await inSpan('refused', {}, async () => markSpan('failed', false));
    await inSpan('taken', {}, async () => markSpan('delivered', true));
    expect(['throws', 'refused', 'taken'].map((name) => recorder.spans(name)[0]!.failed)).toEqual([true, true, false]);
    expect(recorder.spans('refused')[0]!.attributes).toMatchObject({ 'todo.outcome': 'failed' });
  });

  it('gives its place to the headers of a call, as W3C trace context', async () => {
    const headers = await inSpan('calls', {}, async () => traceHeaders());
    const [{ traceId, spanId }] = recorder.spans('calls') as [ReturnType<typeof recorder.spans>[number]];
    expect(headers['traceparent']).toBe(`00-${traceId}-${spanId}-01`);
  });
});

describe('what waited for its time', () => {
  it('has a trace of its own, in which it emits, with a link to each cause', async () => {
    let emitted: string | undefined;
    await inSpan('tick', {}, async () => inLaterTrace('remind', [cause, null], () => void (emitted = currentTraceparent())));
    const [remind] = recorder.spans('remind');
    expect(remind).toMatchObject({ links: [causeTrace], parentId: undefined });
    expect(emitted).toBe(`00-${remind!.traceId}-${remind!.spanId}-01`);
    expect([causeTrace, recorder.spans('tick')[0]!.traceId]).not.toContain(remind!.traceId);
  });

  it('ends its span when the work fails', () => {
    expect(() => inLaterTrace('fails', [], () => { throw new Error('no'); })).toThrow('no');
    expect(recorder.spans('fails')).toHaveLength(1);
  });
});

describe('links', () => {
  it('leave out what is no traceparent', () => expect(linksTo([null, 'nonsense', cause])).toHaveLength(1));
});
