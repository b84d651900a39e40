import { describe, expect, it } from 'vitest';
import { traceLink, traceSearchLink } from './trace-link.ts';

const event = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };

describe('the link to a trace', () => {
  it('leads to the trace that the event names', () =>
    expect(traceLink('http://jaeger/trace/{trace_id}', event)).toBe('http://jaeger/trace/4bf92f3577b34da6a3ce929d0e0e4736'));
  it.each([[{}], [{ traceparent: 'junk' }], [{ traceparent: 5 }], ['text'], [null]])('is none where the event names no trace: %j', (payload) => expect(traceLink('http://jaeger/{trace_id}', payload)).toBeNull());
  it('is none where no place is set up', () => expect([traceLink('', event), traceSearchLink('', 'c')]).toEqual([null, null]));
  it('leads to the traces of a request, whatever its id is made of', () => expect(traceSearchLink('http://jaeger/search?tags={correlation_id}', 'a&b=c')).toBe('http://jaeger/search?tags=a%26b%3Dc'));
});
