import type { z } from 'zod';
import type { Event, EventDefinition } from '#contracts/define-event';
import { schemaOf } from '#contracts/json-schema';
import { newId } from '#platform/ids';
import { sampleOf } from '../../tools/contracts/sample.ts';

/**
 * An event as a producer would write it, with the attributes filled in that the test does
 * not care about.
 */
export const makeEvent = <E extends EventDefinition>(
  definition: E,
  data: z.input<E['data']>,
  attributes: Partial<Omit<Event<E>, 'data' | 'type'>> = {},
): Event<E> =>
  ({
    specversion: '1.0',
    id: newId(),
    type: definition.type,
    source: '/test',
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    eventversion: definition.version,
    partitionkey: '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001',
    correlationid: 'test-correlation',
    ...attributes,
    data,
  }) as Event<E>;

/** An event whose data is a sample that its contract allows. */
export const sampleEvent = <E extends EventDefinition>(definition: E): Event<E> =>
  makeEvent(definition, sampleOf(schemaOf(definition.data)) as z.input<E['data']>);

/** Events, or any texts, of one partition as the sidecar delivers them in bulk. */
export const bulkBody = (events: readonly unknown[], topic: string, metadata: (index: number) => object = (i) => ({ __partition: '0', __offset: String(i) })): object => ({
  entries: events.map((event, i) => ({
    entryId: String(i),
    event: Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)).toString('base64'),
    contentType: 'application/octet-stream',
    metadata: { __topic: topic, ...metadata(i) },
  })),
});
