import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { servicesWithOutbox } from '../../services/ops-service/outbox/services.ts';
import { sharingApps } from '../../tools/dapr/resources.ts';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { services } from '../../services/catalogue.ts';
import { wired } from '../wiring/wired.ts';
import { mayInvoke, readConfiguration } from './access.ts';

const apps = services.map(({ id }) => id);
const withProgress = sharingApps().filter((app) => app !== 'ops-service');

/**
 * Every invocation in the system: who calls whom, and how. A service's calls to itself stay
 * within its sidecar.
 */
const calls: [caller: string, callee: string, verb: string, path: string][] = [
  ['notification-service', 'chat-api', 'GET', '/internal/users/0190b6a0-0000-7000-8000-000000000000'],
  ['notification-service', 'chat-api', 'POST', '/internal/completions'],
  ['recurring-service', 'chat-api', 'POST', '/internal/tasks/0190b6a0-0000-7000-8000-000000000000/next'],
  ['recurring-service', 'chat-api', 'GET', '/readyz'],
  ['chat-api', 'notification-service', 'PUT', '/internal/users/0190b6a0-0000-7000-8000-000000000000/preferences'],
  ['chat-api', 'notification-service', 'POST', '/internal/users/0190b6a0-0000-7000-8000-000000000000/snooze-latest'],
  ['chat-api', 'notification-service', 'GET', '/internal/users/0190b6a0-0000-7000-8000-000000000000/export'],
  ['chat-api', 'notification-service', 'POST', '/internal/mails'],
  ['realtime-service', 'chat-api', 'POST', '/internal/sessions'],
  ['chat-api', 'ops-service', 'POST', '/internal/users/0190b6a0-0000-7000-8000-000000000000/forget'],
  ...servicesWithOutbox.filter((app) => app !== 'ops-service').flatMap((app): typeof calls => [
    ['ops-service', app, 'GET', '/internal/outbox'],
    ['ops-service', app, 'POST', '/internal/outbox/retry'],
  ]),
  ...withProgress.map((app): (typeof calls)[number] => ['ops-service', app, 'GET', '/internal/progress']),
];

const routes = ['/internal/users/x', '/internal/users/x/preferences', '/internal/tasks/x/next', '/internal/completions', '/internal/outbox', '/internal/outbox/retry', '/internal/progress', '/events/task.created', '/clock/reminders', '/metrics', '/tasks', '/readyz'];
const verbs = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
const shapeOf = (path: string): string => path.replace(/0190[\w-]+/, 'x');

/**
 * What a rule allows beyond the calls that are made: names in daprd have no wildcard in the
 * middle, and one set of verbs.
 */
const unavoidable = [
  'chat-api -> ops-service POST /internal/users/x',
  'chat-api -> ops-service POST /internal/users/x/preferences',
  'chat-api -> notification-service POST /internal/users/x',
  'chat-api -> notification-service PUT /internal/users/x',
  'chat-api -> notification-service POST /internal/users/x/preferences',
  'chat-api -> notification-service GET /internal/users/x',
  'chat-api -> notification-service GET /internal/users/x/preferences',
  ...servicesWithOutbox.filter((app) => app !== 'ops-service').flatMap((app) => [`ops-service -> ${app} POST /internal/outbox`, `ops-service -> ${app} GET /internal/outbox/retry`]),
];

describe('who may invoke what', () => {
  it.each(calls)('%s may, at %s, %s %s', (caller, callee, verb, path) => expect(mayInvoke(readConfiguration(callee), caller, verb, path)).toBe(true));

  it('is next to nothing beyond what the services call', () => {
    const called = new Set(calls.map(([caller, callee, verb, path]) => `${caller} -> ${callee} ${verb} ${shapeOf(path)}`));
    const open = apps.flatMap((callee) => {
      const configuration = readConfiguration(callee);
      return apps.flatMap((caller) => routes.flatMap((path) => verbs.filter((verb) => mayInvoke(configuration, caller, verb, path)).map((verb) => `${caller} -> ${callee} ${verb} ${path}`)));
    });
    expect(open.filter((line) => !called.has(line)).sort()).toEqual(unavoidable.sort());
  });

  it('is denied unless it is named, also to a caller of another namespace', () => {
    for (const app of apps) {
      const { accessControl } = readConfiguration(app).spec;
      expect(accessControl).toMatchObject({ defaultAction: 'deny', trustDomain: 'public' });
      for (const policy of accessControl.policies) {
        expect(apps).toContain(policy.appId);
        expect(policy).toMatchObject({ namespace: 'todo', trustDomain: 'public', defaultAction: 'deny' });
      }
    }
  });
});

describe.each(apps)('the sidecar of %s', (app) => {
  const { allowed } = readConfiguration(app).spec.api;
  const http = allowed.filter(({ protocol }) => protocol === 'http').map(({ name, version }) => `${name}/${version}`);
  const { publishes = [], converses } = services.find(({ id }) => id === app)!;

  it('does what its service needs of it, and no more', () => {
    const invokes = calls.some(([caller]) => caller === app);
    // Reports of failures go straight to the topic when no database can take them; the
    // outbox publishes in bulk.
    const wanted = [
      ...(servicesWithOutbox.includes(app) ? ['publish/v1alpha1'] : []),
      ...(wired[app]!.handlers.length > 0 && app !== 'ops-service' ? ['publish/v1'] : []),
      ...(invokes ? ['invoke/v1'] : []),
      ...(converses ? ['conversation/v1alpha2'] : []),
      'metadata/v1',
    ];
    expect(http.toSorted()).toEqual(wanted.sort());
    expect(publishes.length === 0 || http.includes('publish/v1alpha1')).toBe(true);
  });

  it('has a rule for gRPC, without which that protocol would be open', () => {
    expect(allowed.filter(({ protocol }) => protocol === 'grpc')).toEqual([{ name: 'metadata', version: 'v1', protocol: 'grpc' }]);
  });
});

it('all of them reload nothing by themselves, and make no metric of each path', () => {
  const common = parse(readFileSync(join(projectRoot, 'k8s/base/configurations/configuration.yaml'), 'utf8')) as { spec: object };
  expect(common.spec).toMatchObject({ features: [{ name: 'HotReload', enabled: false }], metrics: { enabled: true, http: { increasedCardinality: false } } });
});
