import { opsName } from '#contracts/topics';
import { readSubscriptions } from '../dapr/resources.ts';
import { withHandler, withRule } from './edits.ts';
import { eventNames, Refused, topicNamed, type EventNames } from './names.ts';
import type { Files } from './project.ts';

/** A request for a new event type. */
export interface EventWish {
  type: string;
  topic: string;
  /** The first service to handle it. */
  consumer: string;
}

const constantOf = (topic: string): string => topic.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const contract = ({ type, definition }: EventNames, topic: string): string => `import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { ${constantOf(topic)} } from '../topics.ts';

/** ${type}: say here what happened. */
export const ${definition} = defineEvent({
  type: '${type}',
  topic: ${constantOf(topic)},
  data: z.object({ task_id: z.uuid() }),
});
`;

/** A handler that only logs. */
export const handlerText = ({ type, definition, handler }: EventNames): string => `import { ${definition} } from '#contracts/events/index';
import { onEvent } from '#platform/delivery/on-event';

/** Says in the log that ${type} came: put what the service does with it here. */
export const ${handler} = onEvent(${definition}, async (event, { log }) => {
  log.info({ subject: event.subject }, '${type} handled');
});
`;

const handlerTest = ({ type, file, definition, handler }: EventNames): string => `import { expect, it } from 'vitest';
import { ${definition} } from '#contracts/events/index';
import { silentLog } from '../../../test/helpers/database.ts';
import { sampleEvent } from '../../../test/helpers/events.ts';
import { ${handler} } from './${file}.ts';

it('${type} is done', async () => {
  expect(await ${handler}.work([sampleEvent(${definition})], { tx: {} as never, log: silentLog })).toEqual(['done']);
});
`;

const consumerNamed = (id: string): string => {
  // Failures behind the other component are not reported, or reports would loop.
  const consumers = [...new Set(readSubscriptions().filter(({ spec }) => spec.pubsubname !== opsName).flatMap(({ scopes = [] }) => scopes))];
  if (!consumers.includes(id)) throw new Refused(`"${id}" takes no events: say --consumer ${consumers.join(' | ')}, or make a service first: npm run new -- service …`);
  return id;
};

/** The files and changes for a new event type, with a first test of its handler; throws Refused. */
export const newEvent = ({ type, topic: topicName, consumer }: EventWish): Files => {
  const names = eventNames(type);
  const topic = topicNamed(topicName);
  const folder = `services/${consumerNamed(consumer)}/handlers`;
  const registry = 'contracts/events/registry.ts';
  return {
    [`contracts/events/${names.file}.ts`]: { made: contract(names, topic.name) },
    [registry]: { changed: (text) => `${text}export { ${names.definition} } from './${names.file}.ts';\n` },
    [`${folder}/${names.file}.ts`]: { made: handlerText(names) },
    [`${folder}/${names.file}.test.ts`]: { made: handlerTest(names) },
    [`${folder}/index.ts`]: { changed: (text) => withHandler(text, `import { ${names.handler} } from './${names.file}.ts';\n`, names.handler) },
    [`subscriptions/${consumer}.yaml`]: { changed: (text) => withRule(text, consumer, topic, type) },
  };
};
