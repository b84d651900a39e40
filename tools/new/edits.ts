import { parseAllDocuments } from 'yaml';
import { pubsubName, type Topic } from '#contracts/topics';
import { maxBulkMessages } from '#platform/delivery/routes';
import type { Subscription } from '../dapr/resources.ts';

/**
 * Adds an import after a module's own, and a member to the end of the list at the end of
 * the module.
 */
export const withHandler = (module: string, importLine: string, member: string): string => {
  const list = /\[([^[\]]*)\];\s*$/.exec(module);
  if (list === null) throw new Error('it must end in a list of handlers');
  const members = list[1]!;
  const kept = members.trimEnd().replace(/,$/, '');
  const longer = members.includes('\n') ? `[${kept},\n  ${member},\n];\n` : `[${[...(kept === '' ? [] : [kept]), member].join(', ')}];\n`;
  const lastImport = module.lastIndexOf('\nimport ') + 1;
  const after = module.indexOf('\n', lastImport) + 1;
  return module.slice(0, after) + importLine + module.slice(after, list.index) + longer;
};

/** Adds a service to the end of the catalogue, at the next free port. */
export const withEntry = (catalogue: string, id: string): string => {
  const ports = [...catalogue.matchAll(/^ {4}port: (\d+),$/gm)].map(([, port]) => Number(port));
  const entry = `  '${id}': {\n    port: ${Math.max(...ports) + 1},\n  },\n`;
  return catalogue.replace('} as const satisfies Readonly<Record<string, ServiceEntry>>;', `${entry}$&`);
};

/**
 * A subscription for a topic, as daprd takes it: all events that the service handles come
 * to one route, in batches.
 */
export const subscriptionText = (id: string, { name, deadLetter }: Topic): string => `apiVersion: dapr.io/v2alpha1
kind: Subscription
metadata:
  name: ${id}-${name}
spec:
  pubsubname: ${pubsubName}
  topic: ${name}
  deadLetterTopic: ${deadLetter}
  metadata:
    rawPayload: "true"
  routes:
    default: /events/${name}
  bulkSubscribe:
    enabled: true
    maxMessagesCount: ${maxBulkMessages}
    maxAwaitDurationMs: 50
scopes:
  - ${id}
`;

/**
 * Adds a subscription if the topic has none, or a rule if its subscription has rules; one
 * without rules gets every event of its topic already.
 */
export const withRule = (text: string, id: string, topic: Topic, type: string): string => {
  const documents = parseAllDocuments(text);
  const found = documents.find((document) => (document.toJS() as Subscription).spec.topic === topic.name);
  if (found === undefined) return `${text}---\n${subscriptionText(id, topic)}`;
  const rules = (found.toJS() as Subscription).spec.routes.rules;
  if (rules === undefined) return text;
  found.addIn(['spec', 'routes', 'rules'], found.createNode({ match: `event.type == "${type}"`, path: `/events/${type}` }));
  return documents.map((document) => document.toString({ lineWidth: 0 })).join('');
};
