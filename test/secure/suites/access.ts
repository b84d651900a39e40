import { randomUUID } from 'node:crypto';
import { Admin, Consumer, MessagesStreamModes, Producer, stringSerializers, type AdminOptions } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import { topics } from '#contracts/topics';
import { readConnection } from '#platform/kafka/connection';
import { kafkaReason } from '#platform/kafka/reason';
import { variablesOf } from '../accounts.ts';
import { cluster, firstCheck, runTool } from '../system.ts';

/** A client with a service's password, and without Dapr in between. */
const as = (who: string): AdminOptions => ({ ...readConnection(variablesOf(who, cluster().ca.file), 'test'), retries: 0 });

const reasonOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'allowed', kafkaReason);

const write = async (who: string, topic: string): Promise<string> => {
  const producer = new Producer({ ...as(who), serializers: stringSerializers });
  return reasonOf(producer.send({ messages: [{ topic, key: 'k', value: 'v' }] })).finally(() => producer.close());
};

const read = async (who: string, topic: string, groupId: string): Promise<string> => {
  const consumer = new Consumer({ ...as(who), groupId });
  const consumed = consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST, autocommit: false }).then((stream) => stream.close());
  return reasonOf(consumed).finally(() => void consumer.close(true));
};

describe("with a service's password and without Dapr", () => {
  it("neither a topic of another nor a dead letter of another's topic can be written", async () => {
    expect(await write('audit-service', 'task-events')).toMatch(/authorization failed/i);
    expect(await write('chat-api', 'dlq.task-events')).toMatch(/authorization failed/i);
  });

  it('its own can', async () => expect(await write('audit-service', 'delivery-reports')).toBe('allowed'));

  it('neither a topic of another can be read, nor its own in the name of another', async () => {
    expect(await read('audit-service', 'task-events', 'audit-service')).toMatch(/authorization failed/i);
    expect(await read('reminder-service', 'task-events', 'audit-service')).toMatch(/authorization failed/i);
    expect(await read('chat-api', 'task-events', `test-${randomUUID()}`)).toMatch(/authorization failed/i);
  });

  it('no topic can be made, changed or deleted', async () => {
    const admin = new Admin(as('chat-api'));
    expect(await reasonOf(admin.createTopics({ topics: ['mine'], partitions: 1, replicas: 3 }))).toMatch(/authorization failed/i);
    expect(await reasonOf(admin.deleteTopics({ topics: ['task-events'] }))).toMatch(/authorization failed/i);
    await admin.close();
  });

  it('no other topic is even seen', async () => {
    const admin = new Admin(as('recurring-service'));
    expect((await admin.listTopics()).sort()).toEqual(['delivery-reports', 'dlq.task-events', 'task-events']);
    await admin.close();
  });
});

describe('npm run topics', () => {
  it('check names every missing topic and what to do, and fails', () => {
    const { ok, output } = firstCheck();
    expect(ok).toBe(false);
    for (const { name } of topics) expect(output).toContain(`${name}: missing; create it with: npm run topics -- apply`);
  });

  it('check finds three replicas of everything afterwards, also as the account that may only look', async () => {
    await expect.poll(() => runTool('topics', ['check'], 'monitor'), { timeout: 30_000 }).toMatchObject({ ok: true, output: 'all topics are as they should be\n' });
  });

  it("require, with a service's own account, names a topic that is not for it", async () => {
    expect(await runTool('topics', ['require', 'audit-log'], 'audit-service')).toMatchObject({ ok: true });
    const { ok, output } = await runTool('topics', ['require', 'task-events'], 'audit-service');
    expect([ok, output]).toEqual([false, expect.stringContaining('missing topics: task-events')]);
  });

  it.concurrent.each([
    ['a wrong password', { KAFKA_PASSWORD: 'wrong' }, 'see that KAFKA_USERNAME and KAFKA_PASSWORD are right'],
    ['an unknown authority', { KAFKA_CA_FILE: '' }, 'KAFKA_CA_FILE'],
    ['plain text', { KAFKA_SECURITY_PROTOCOL: 'PLAINTEXT' }, 'Broker requires TLS; see KAFKA_SECURITY_PROTOCOL'],
    ['a mechanism that Dapr would take for PLAIN', { KAFKA_DAPR_SASL_MECHANISM: 'SCRAM-SHA-512' }, 'KAFKA_DAPR_SASL_MECHANISM must be SHA-512'],
  ])('says what to do about %s', async (_what, change, words) => {
    const { ok, output } = await runTool('topics', ['check'], 'topics', change);
    expect([ok, output]).toEqual([false, expect.stringContaining(words)]);
  }, 60_000);
});

describe('npm run acls', () => {
  it('check is content with what apply granted', async () => {
    expect(await runTool('acls', ['check'], 'admin')).toMatchObject({ ok: true, output: 'every account may do what it needs, and no more\n' });
  });

  it('check, of an account that may not see the list, says so', async () => {
    const { ok, output } = await runTool('acls', ['check'], 'chat-api');
    expect([ok, output]).toEqual([false, expect.stringMatching(/authorization failed/i)]);
  });
});
