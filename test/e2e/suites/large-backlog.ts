import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { auditRecorded } from '#contracts/events/index';
import { auditLog } from '#contracts/topics';
import { newId } from '#platform/ids';
import { projectRoot } from '../../../tools/runtime/paths.ts';
import { makeEvent } from '../../helpers/events.ts';
import { countMessages, writeRecords } from '../kafka.ts';
import { auditedOf } from '../oracle.ts';
import { system } from '../system.ts';

/**
 * What a person's longest description makes of an audit entry: as JSON, a control character
 * takes six bytes.
 */
const description = '\u0001'.repeat(58_000);
const largeEntry = (partitionkey: string) =>
  makeEvent(auditRecorded, { actor: partitionkey, operation: 'task.updated', source: 'api', task_id: null, before: { description }, after: { description } }, { partitionkey });

const deployment = readFileSync(join(projectRoot, 'k8s/base/services/deployment.yaml'), 'utf8');
/** What Kubernetes gives a service and its sidecar, in MiB: who takes more is killed there. */
const limits = [/name: app[^]*?limits: \{memory: (\d+)Mi\}/, /sidecar-memory-limit: (\d+)Mi/].map((limit) => Number(limit.exec(deployment)![1]));

/** The most memory that a process has had, in MiB, without the pages of its program, which can be read again; 0 where no file tells. */
const peakOf = (part: string): number => {
  const status = `/proc/${system().pid(part)}/status`;
  if (!existsSync(status)) return 0;
  const [peak, program] = [/VmHWM:\s+(\d+)/, /RssFile:\s+(\d+)/].map((line) => Number(line.exec(readFileSync(status, 'utf8'))![1]));
  return Math.round((peak! - program!) / 1024);
};

it('a backlog of the largest events is handled once its consumer is back: no process ends, nothing is given up', async () => {
  const people = Array.from({ length: 5 }, () => newId());
  const deadLetters = (): Promise<number> => countMessages(system().kafkaBrokers, auditLog.deadLetter!);
  const [given, sidecar] = [await deadLetters(), system().pid('audit-service.dapr')];
  await system().stopApp('audit-service');
  for (let round = 0; round < 20; round++) {
    await writeRecords(system().kafkaBrokers, auditLog.name, people.map((key) => ({ key, value: JSON.stringify(largeEntry(key)) })));
  }
  await system().startApp('audit-service');
  await system().ready('audit-service');
  const app = system().pid('audit-service');
  for (const person of people) await expect.poll(async () => (await auditedOf(person)).length, { timeout: 150_000, interval: 500 }).toBe(20);
  const peaks = ['audit-service', 'audit-service.dapr'].map(peakOf);
  process.stderr.write(`[backlog] the most memory of audit-service and its sidecar: ${peaks.join(' and ')} MiB of ${limits.join(' and ')}\n`);
  expect(peaks.filter((peak, i) => peak >= limits[i]!)).toEqual([]);
  expect([await deadLetters(), system().pid('audit-service.dapr'), system().pid('audit-service')]).toEqual([given, sidecar, app]);
}, 400_000);
