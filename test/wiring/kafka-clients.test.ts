import { expect, it } from 'vitest';
import { services } from '../../services/catalogue.ts';
import { sourceOf } from '../../tools/contracts/producers.ts';

it('only ops-service talks to Kafka past its sidecar, and only to ask about lag', () => {
  const imports = services.flatMap(({ id }) => [...sourceOf(id).matchAll(/^import (?!type).*from '(@platformatic\/kafka|kafkajs|node-rdkafka)'/gm)].map(([line]) => `${id}: ${line}`));
  expect(imports).toEqual([expect.stringMatching(/^ops-service: import \{ Admin, /)]);
  expect(sourceOf('ops-service')).not.toMatch(/new (Producer|Consumer)\(/);
});
