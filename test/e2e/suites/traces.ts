import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signUp } from '../client.ts';
import { spansOf, type Span } from '../collector.ts';
import { origin, system } from '../system.ts';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** The names of a span and its ancestors, up to the browser. */
const wayTo = (span: Span, all: readonly Span[]): string[] => {
  const parent = all.find(({ spanId }) => spanId === span.parentSpanId);
  return [`${span.service}: ${span.name}`, ...(parent === undefined ? [`browser ${span.parentSpanId}`] : wayTo(parent, all))];
};

describe('one trace', () => {
  it('goes from the browser’s request through every service to the e-mail', async () => {
    const ada = await signUp(origin());
    const { email } = (await ada.call<{ email: string }>('GET', '/me')).body;
    const { body: preferences } = await ada.call('GET', '/notification-preferences');
    await ada.call('PUT', '/notification-preferences', { ...preferences, task_created: { email: 'now', push: 'off', in_app: 'off' } });

    const [traceId, spanId] = [hex(16), hex(8)];
    const answer = await ada.call('POST', '/chat', { message: 'add buy milk tomorrow 9am' }, { traceparent: `00-${traceId}-${spanId}-01` });
    expect(answer.status).toBe(200);
    const mails = async (): Promise<unknown[]> => ((await (await fetch(`${system().mailUrl}/email`)).json()) as { to: { address: string }[] }[]).filter(({ to }) => to[0]!.address === email);
    await expect.poll(mails, { timeout: 20_000 }).toHaveLength(1);

    const named = (name: string): Span[] => spansOf(traceId).filter((span) => span.name === name);
    const services = (name: string) => expect.poll(() => named(name).map(({ service }) => service).sort(), { timeout: 20_000 });
    await services('send email').toEqual(['notification-service']);
    await services('POST /chat').toEqual(['chat-api']);
    await services('handle task.created').toEqual(['bulk-probe-service', 'notification-service', 'probe-service', 'reminder-service']);
    await services('handle audit.recorded').toEqual(['audit-service']);
    await services('handle task.changed').toEqual(['realtime-service']);
    // chat-api was asked for the address of the mail, through two sidecars.
    await services('GET /internal/users/:id').toEqual(['chat-api']);
    expect(wayTo(named('send email')[0]!, spansOf(traceId))).toEqual([
      'notification-service: send email',
      'notification-service: dispatch email',
      'notification-service: handle task.created',
      'chat-api: POST /chat',
      `browser ${spanId}`,
    ]);
  });
});
