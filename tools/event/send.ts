import type { Event, EventDefinition } from '#contracts/define-event';
import { contractBroken, triesInAll } from '#contracts/envelope';
import { deliveryReported } from '#contracts/events/index';
import { deliveryReports, pubsubName, type Topic } from '#contracts/topics';
import { services } from '../../services/catalogue.ts';
import { consumersOf } from '../contracts/consumers.ts';
import { readKafkaComponents } from '../dapr/kafka-components.ts';
import { Refused } from '../ops/errors.ts';
import { boundsOf, readFrom } from './read-topic.ts';
import type { Target } from './target.ts';

type AnyEvent = Event<EventDefinition>;
type Report = Event<typeof deliveryReported>['data'];

/**
 * After this long without a report nobody is expected to send one: longer than a delivery's
 * retries are apart.
 */
const quietMs = 20_000;
const publishMs = 10_000;

const reports = (app: string): boolean => readKafkaComponents().some(({ apps }) => apps.some(({ id, publishes }) => id === app && publishes.includes(deliveryReports.name)));

/**
 * The services that handle an event type and report what became of it: all of them, or the
 * one that was named.
 */
export const receiversOf = (type: string, named: string | undefined): string[] => {
  const handling = consumersOf(type).map(({ id }) => id);
  if (handling.length === 0) throw new Refused(`No service handles ${type}: nobody would answer.`);
  if (named !== undefined && !handling.includes(named)) throw new Refused(`${named} does not handle ${type}. These do: ${handling.join(', ')}.`);
  const asked = named === undefined ? handling : [named];
  const silent = asked.filter((app) => !reports(app));
  if (silent.length > 0) throw new Refused(`${silent.join(', ')} reports nothing about what it consumes: a sent ${type} would have no answer.`);
  return asked;
};

/**
 * The service through whose sidecar an event goes: its source, or another that publishes to
 * its topic.
 */
export const publisherOf = (event: AnyEvent, topic: Topic): string => {
  const publishing = services.filter(({ publishes = [] }) => publishes.includes(topic)).map(({ id }) => id);
  const found = publishing.find((id) => event.source === `/${id}`) ?? publishing[0];
  if (found === undefined) throw new Refused(`No service publishes to ${topic.name}.`);
  return found;
};

const publish = async (target: Target, publisher: string, topic: string, event: AnyEvent): Promise<void> => {
  const url = `${target.sidecarOf(publisher)}/v1.0/publish/${pubsubName}/${topic}?metadata.partitionKey=${encodeURIComponent(event.partitionkey)}`;
  const headers = { 'content-type': 'application/cloudevents+json', ...(target.token !== undefined && { 'dapr-api-token': target.token }) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(event), signal: AbortSignal.timeout(publishMs) }).catch(() => {
    throw new Refused(`The sidecar of ${publisher} does not answer at ${target.sidecarOf(publisher)}: start the system with npm start or npm run dev, and send again.`);
  });
  if (!response.ok) throw new Refused(`The sidecar of ${publisher} does not publish it (${response.status}): ${(await response.text()).slice(0, 500)}`);
};

/** Whether no further report follows on this one. */
const isLast = ({ outcome, attempt, error_class }: Report): boolean => outcome !== 'failed' || attempt >= triesInAll || error_class === contractBroken;

/** A report that came for a copy that was sent. */
export interface Answer {
  report: Report;
  isLast: boolean;
}

/**
 * Sends an event to each receiver and to no other consumer, as a replay does, and tells of
 * each report; resolves with who has not ended.
 */
export const sendEvent = async (target: Target, event: AnyEvent, to: { topic: Topic; publisher: string; receivers: readonly string[] }, tell: (answer: Answer) => void): Promise<string[]> => {
  const { ends } = await boundsOf(target.connection, deliveryReports.name);
  for (const receiver of to.receivers) await publish(target, to.publisher, to.topic.name, { ...event, replaytarget: receiver });
  const open = new Set(to.receivers);
  await readFrom(target.connection, { topic: deliveryReports.name, offsets: ends, quietMs }, ({ value }) => {
    const report = deliveryReported.schema.safeParse(JSON.parse(value)).data?.data;
    if (report?.event_id !== event.id || !open.has(report.consumer)) return false;
    const last = isLast(report);
    if (last) open.delete(report.consumer);
    tell({ report, isLast: last });
    return open.size === 0;
  });
  return [...open];
};
