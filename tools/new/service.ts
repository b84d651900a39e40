import { events } from '#contracts/events/index';
import { services } from '../../services/catalogue.ts';
import { subscriptionText, withEntry } from './edits.ts';
import { handlerText } from './event.ts';
import { eventNames, Refused, serviceName, topicNamed, type EventNames } from './names.ts';
import type { Files } from './project.ts';

/** A request for a new service. */
export interface ServiceWish {
  id: string;
  /** The first event type that it handles. */
  event: string;
}

const definition = (id: string): string => `import { baseConfig, type BaseConfig } from '#platform/config';
import { defineService } from '#platform/service/definition';
import type { Parts } from '#platform/service/parts';
import { noStorage } from '#platform/service/storage';
import { catalogue } from '../catalogue.ts';
import { handlers } from './handlers/index.ts';

/** What ${id} is made of; only its sidecar calls it. */
export const service = defineService({
  name: '${id}',
  entry: catalogue['${id}'],
  config: baseConfig,
  storage: noStorage,
  context: (parts: Parts<BaseConfig, undefined>) => parts,
  handlers: () => handlers,
});
`;

const main = `import { runService } from '#platform/service/run-service';
import { service } from './service.ts';

await runService(service);
`;

const handlerList = (id: string, { file, handler }: EventNames): string => `import { ${handler} } from './${file}.ts';

/** Every event that ${id} handles. */
export const handlers = [${handler}];
`;

const test = ({ type, definition }: EventNames): string => `import { afterAll, beforeAll, expect, it } from 'vitest';
import { ${definition} } from '#contracts/events/index';
import { baseConfig } from '#platform/config';
import { buildService, type BuiltService } from '#platform/service/build-service';
import { sampleEvent } from '../../test/helpers/events.ts';
import { appToken, testParts } from '../../test/helpers/parts.ts';
import { service } from './service.ts';

let built: BuiltService;
beforeAll(async () => {
  built = await buildService(service, await service.context(testParts(baseConfig, undefined)));
});
afterAll(() => built.app.close());

it('takes ${type}', async () => {
  const answer = await built.app.inject({
    method: 'POST',
    url: '/events/${type}',
    headers: { 'content-type': 'application/cloudevents+json', 'dapr-api-token': appToken },
    payload: JSON.stringify(sampleEvent(${definition})),
  });
  expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'SUCCESS' }]);
});
`;

const readme = (id: string, type: string, topic: string): string => `# ${id}

Consumes \`${type}\`; say here what for. It stores nothing.

| route | who | what |
|---|---|---|
| \`POST /events/${topic}\` | sidecar | a batch of deliveries |
| \`POST /events/${type}\` | sidecar | one delivery |
`;

/**
 * The folder of a new consumer service, its catalogue entry and its subscription; throws
 * Refused.
 */
export const newService = ({ id: name, event: type }: ServiceWish): Files => {
  const id = serviceName(name);
  if (services.some((service) => service.id === id)) throw new Refused(`${id} is in services/catalogue.ts already: choose another name`);
  const known = events.find((event) => event.type === type);
  if (known === undefined) throw new Refused(`"${type}" is no event type: say --event ${events.map((event) => event.type).join(' | ')}`);
  const topic = topicNamed(known.topic.name);
  const names = eventNames(type);
  return {
    [`services/${id}/README.md`]: { made: readme(id, type, topic.name) },
    [`services/${id}/service.ts`]: { made: definition(id) },
    [`services/${id}/main.ts`]: { made: main },
    [`services/${id}/handlers/${names.file}.ts`]: { made: handlerText(names) },
    [`services/${id}/handlers/index.ts`]: { made: handlerList(id, names) },
    [`services/${id}/service.test.ts`]: { made: test(names) },
    [`subscriptions/${id}.yaml`]: { made: subscriptionText(id, topic) },
    'services/catalogue.ts': { changed: (text) => withEntry(text, id) },
  };
};
