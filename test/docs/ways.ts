import type { NamedTest } from '../run/named-tests.ts';

/**
 * How it is known that a documented command does what it says: a test that runs it, or why
 * none can.
 */
export interface Way {
  commands: RegExp;
  by: NamedTest | string;
}

/** Typed at the running system. */
export const onTheSystem: NamedTest = { file: 'test/e2e/suites/documented-commands.ts', title: '%s is understood, and answered' };

/** Cheap, and harmless. */
export const here: NamedTest = { file: 'test/docs/documented.test.ts', title: '%s runs here' };

/** A way for each command that README.md or docs/ name; the first that fits counts. */
export const ways: readonly Way[] = [
  { commands: /^(docker|minikube|helm|kubectl|dapr init)\b/, by: 'needs a container engine or a cluster; npm run test:k8s applies the manifests' },
  { commands: /^npm run (test:k8s|k8s:redpanda)$/, by: 'needs a cluster, or Helm' },
  { commands: /^(rpk|kafka-consumer-groups\.sh)\b/, by: "is a program of the broker's, beside a broker of one's own" },
  { commands: /^psql\b/, by: { file: 'platform/db/prepare-schema.int.test.ts', title: 'lets a service wait until the owner of its schema has migrated it, and work without the right to change it' } },
  { commands: /^npm (test|ci)$/, by: 'is what runs these tests' },
  { commands: /^npm run (bench|test:faults|test:soak|reliability)\b/, by: 'takes longer than a test may' },
  { commands: /^npm run test:unit -- test\/(docs|observability)$/, by: { file: 'test/docs/documented.test.ts', title: 'is one of those that a test runs, or that no test can' } },
  { commands: /^npm start$/, by: { file: 'test/e2e/dev.test.ts', title: 'npm start says where to look, which answers, and stops everything by Ctrl-C' } },
  { commands: /^npm run dev$/, by: { file: 'test/e2e/dev.test.ts', title: 'restarts the one service whose source is saved, while its sidecar and all others go on' } },
  { commands: /^npm run (new|generate|contracts:release)\b/, by: { file: 'test/docs/adding-an-event.test.ts', title: 'touch the places that the page names, and what is generated' } },
  { commands: /^npm run (--silent )?(acls -- list|kafka:secret|contracts:check|event -- --help)|^npx web-push\b/, by: here },
  { commands: /^npm run observability$/, by: { file: 'tools/observability/generated.test.ts', title: '%s is what `npm run observability` writes' } },
  { commands: /^npm run acls( -- (apply|check))?$/, by: { file: 'test/secure/suites/access.ts', title: 'check is content with what apply granted' } },
  { commands: /^npm run ops -- skip .*--yes$/, by: { file: 'test/e2e/suites/skip.ts', title: 'a record that its consumer does not get past is taken out by an administrator, audited, and the next one is handled' } },
  { commands: /^npm run restored\b/, by: 'takes longer than a test may; test/faults/restore.test.ts runs it' },
  { commands: /^dapr run\b/, by: { file: 'test/e2e/suites/chat-to-audit.ts', title: 'makes the task, echoes its date, publishes its events and records the entry' } },
  { commands: /^npm run (--silent )?(ops|topics|event|migrate)\b|^dapr list$|^tools\/node services\/|^curl\b/, by: onTheSystem },
  { commands: /^dapr upgrade$/, by: 'changes the Dapr that is installed' },
  { commands: /^dapr dashboard\b/, by: 'opens a page of a program that only dapr init installs' },
];

/** The way of a command; undefined where nobody has thought of one. */
export const wayOf = (command: string): Way | undefined => ways.find(({ commands }) => commands.test(command));

/** Every test that runs a documented command. */
export const runningTests: readonly NamedTest[] = ways.flatMap(({ by }) => (typeof by === 'string' ? [] : [by]));
