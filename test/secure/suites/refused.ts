import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { componentsAmong, resourcesIn } from '../../../tools/dapr/resources.ts';
import { projectRoot } from '../../../tools/runtime/paths.ts';
import { countMessages } from '../../e2e/kafka.ts';
import { system } from '../../e2e/system.ts';
import { textInProduction } from '../../helpers/production-components.ts';
import { nodeIds } from '../../harness/cluster/properties.ts';
import { bootstrapServers } from '../cluster/secured.ts';
import { startSidecar, untilOutbound, type LoneSidecar } from '../lone-sidecar.ts';
import { cluster, secretEnv } from '../system.ts';

const local = readFileSync(join(projectRoot, 'components/pubsub.yaml'), 'utf8');
const production = textInProduction(local);

/** The component without what Dapr itself would refuse, so that the broker has to refuse it. */
const withoutScopes = (): string => {
  const component = componentsAmong(resourcesIn(production))[0]!;
  component.spec.metadata = component.spec.metadata.filter(({ name }) => !/Scopes$|protectedTopics/.test(name));
  delete component.scopes;
  return stringify(component);
};

/** The lines of the brokers' logs that match. */
const brokersSay = (words: RegExp): string[] => nodeIds.flatMap((id) => readFileSync(cluster().logOf(id), 'utf8').split('\n').filter((line) => words.test(line)));

let sidecar: LoneSidecar | undefined;
afterEach(async () => {
  await sidecar?.stop();
  sidecar = undefined;
});

const startAs = (appId: string, component: string, change: Record<string, string> = {}): LoneSidecar =>
  (sidecar = startSidecar(appId, component, { ...secretEnv(appId), ...change }));

describe('a sidecar that the brokers refuse ends, and its log says why', () => {
  it.each([
    ['a wrong password', { KAFKA_PASSWORD: 'wrong' }, /SASL Authentication failed/i],
    ['a user that there is not', { KAFKA_USERNAME: 'nobody' }, /SASL Authentication failed/i],
    ['a mechanism of which the user has no credentials', { KAFKA_DAPR_SASL_MECHANISM: 'SHA-256' }, /SASL Authentication failed/i],
    ['no authority that vouches for them', { KAFKA_CA: '' }, /certificate signed by unknown authority/],
  ])('%s', async (_what, change, words) => {
    const { ended, log } = startAs('chat-api', production, change);
    expect(await ended).not.toBe(0);
    expect(log()).toMatch(words);
    expect(log()).toContain('kafka-pubsub');
    expect(log()).not.toContain(secretEnv('chat-api')['KAFKA_PASSWORD']);
  }, 90_000);

  it('plain text at the listener for TLS', async () => {
    const { ended, log } = startAs('chat-api', local.replace('localhost:9092', bootstrapServers));
    expect(await ended).not.toBe(0);
    // That is all a client can see; the broker's log says more.
    expect(log()).toMatch(/Failed to init component kafka-pubsub .* unexpected EOF/);
    expect(brokersSay(/Failed authentication .*SSL handshake failed/)).not.toEqual([]);
  }, 90_000);

  it('and the log of a broker names the failed login', () => {
    expect(brokersSay(/Failed authentication .* invalid credentials with SASL mechanism SCRAM-SHA-512/)).not.toEqual([]);
  });
});

describe("another service's topic is refused by the brokers, whatever Dapr's scopes say", () => {
  it('to publish', async () => {
    const before = await countMessages(system().kafkaBrokers, 'task-events');
    await untilOutbound(startAs('audit-service', withoutScopes()));
    const answer = await fetch(`${sidecar!.url}/v1.0/publish/kafka-pubsub/task-events`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toMatch(/not authorized to access this topic/);
    expect(await countMessages(system().kafkaBrokers, 'task-events')).toBe(before);
    expect(brokersSay(/Principal = User:audit-service is Denied operation = \w+ .* Topic:LITERAL:task-events/)).not.toEqual([]);
  }, 60_000);

  it('while its own is allowed', async () => {
    await untilOutbound(startAs('audit-service', withoutScopes()));
    const answer = await fetch(`${sidecar!.url}/v1.0/publish/kafka-pubsub/delivery-reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(answer.status).toBe(204);
  }, 60_000);

  it('and a topic that there is not, by its name', async () => {
    await untilOutbound(startAs('audit-service', withoutScopes()));
    const answer = await fetch(`${sidecar!.url}/v1.0/publish/kafka-pubsub/no-such-topic`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toMatch(/no-such-topic/);
  }, 60_000);
});
