import { services, variableOf } from '../../services/catalogue.ts';
import type { Service } from '../../services/service-entry.ts';
import { comment, scalar } from './text.ts';

const pathsOf = ({ prefixes = [], upgrades = [] }: Service): readonly string[] => [...prefixes, ...upgrades];

/** Whether people's requests reach a service through the gateway. */
export const isBehindGateway = (service: Service): boolean => pathsOf(service).length > 0;

/** The services to which the gateway passes requests on. */
const behindGateway = services.filter(isBehindGateway);

const gateway = services.find((service) => service.gateway)!;
const jwks = '/.well-known/jwks.json';

type Line = readonly [name: string, value: string, why?: string];

const settingsOf = ({ settings = {} }: Service) => Object.entries(settings);

const localSettings = (service: Service): Line[] =>
  settingsOf(service).flatMap(([name, { local }]): Line[] => {
    if (local === undefined) return [];
    return [typeof local === 'string' ? [name, local] : [name, local.value, local.why]];
  });

/** A service's environment on this machine, as the lines of a YAML map. */
export const localEnvironment = (service: Service): string[] => {
  const lines: Line[] = [
    ['NODE_ENV', 'development'],
    ['PORT', String(service.port)],
    ...(service.database ? [['DATABASE_URL', 'postgres://todo:todo@localhost:5433/todo'] as const] : []),
    ...(isBehindGateway(service) ? [['AUTH_JWKS_URL', `http://127.0.0.1:${gateway.port}${jwks}`] as const] : []),
    ...(service.gateway ? behindGateway.map(({ id, port }): Line => [variableOf(id, 'URL'), `http://127.0.0.1:${port}`]) : []),
    ...(service.watches ? [['KAFKA_BOOTSTRAP_SERVERS', 'localhost:9092'] as const] : []),
    ...localSettings(service),
  ];
  return lines.flatMap(([name, value, why]) => [...(why === undefined ? [] : comment(why)), `${name}: ${scalar(value)}`]);
};

const fromValue = (name: string, value: string): string => `- {name: ${name}, value: ${value}}`;
const fromSecret = (name: string, secret: string, optional = false): string =>
  `- {name: ${name}, valueFrom: {secretKeyRef: {name: ${secret}, key: ${name}${optional ? ', optional: true' : ''}}}}`;
const fromSettings = (name: string): string => `- {name: ${name}, valueFrom: {configMapKeyRef: {name: settings, key: ${name}}}}`;

const clusterSettings = (service: Service): string[] =>
  settingsOf(service).flatMap(([name, { cluster }]) => {
    if (cluster === undefined) return [];
    return [cluster === 'settings' ? fromSettings(name) : fromSecret(name, service.id, cluster !== 'secret')];
  });

/**
 * A service's environment on Kubernetes, besides what all services have, as lines of a YAML
 * list.
 */
export const clusterEnvironment = (service: Service): string[] => [
  ...(service.database ? [fromSecret('DATABASE_URL', service.id), fromValue('MIGRATIONS', 'check')] : []),
  ...(isBehindGateway(service) ? [fromValue('AUTH_JWKS_URL', `http://${gateway.id}${jwks}`)] : []),
  ...(service.gateway ? behindGateway.map(({ id }) => fromValue(variableOf(id, 'URL'), `http://${id}`)) : []),
  ...clusterSettings(service),
];

/**
 * The keys of a service's own Secret: those it always needs, those it needs in production,
 * and optional ones.
 */
export const secretKeys = (service: Service): { always: string[]; production: string[]; optional: string[] } => {
  const keys = (kind: string): string[] => settingsOf(service).filter(([, { cluster }]) => cluster === kind).map(([name]) => name);
  const database = service.database ? ['DATABASE_URL', 'MIGRATIONS_DATABASE_URL'] : [];
  return { always: [...database, ...keys('secret')], production: keys('production secret'), optional: keys('optional secret') };
};
