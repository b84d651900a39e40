import type { Operation } from '../../services/service-entry.ts';
import type { Modelled } from './model.ts';
import { indented, joined, notice } from './text.ts';

const http = (name: string, version: string): string => `- {name: ${name}, version: ${version}, protocol: http}`;

/**
 * The sidecar APIs that a service uses: reports go straight to their topic when the
 * database is down; the outbox publishes in bulk.
 */
const allowed = ({ reports, database, invokes, watches, converses }: Modelled): string[] => [
  ...(reports ? [http('publish', 'v1')] : []),
  ...(database ? [http('publish', 'v1alpha1')] : []),
  ...(invokes ?? watches ? [http('invoke', 'v1')] : []),
  ...(converses ? [http('conversation', 'v1alpha2')] : []),
  '# By it the SDK sees that the sidecar is there.',
  http('metadata', 'v1'),
  '# Nobody speaks gRPC here, and without a rule of its own that protocol would be open.',
  '- {name: metadata, version: v1, protocol: grpc}',
];

const policyOf = ([caller, operations]: readonly [string, readonly Operation[]]): string[] => [
  `- appId: ${caller}`,
  '  namespace: todo',
  '  trustDomain: public',
  '  defaultAction: deny',
  '  operations:',
  ...operations.map(({ path, verbs }) => `    - {name: ${path}, httpVerb: [${verbs.join(', ')}], action: allow}`),
];

const policies = ({ callers }: Modelled): string[] => (callers.size === 0 ? ['policies: []'] : ['policies:', ...indented(2, [...callers].flatMap(policyOf))]);

/** The Configuration of a service's sidecar on Kubernetes. */
export const configurationOf = (service: Modelled): string => `${notice('services/catalogue.ts and subscriptions/')}
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata:
  name: ${service.id}
spec:
  api:
    allowed:
${joined(indented(6, allowed(service)))}  accessControl:
    defaultAction: deny
    trustDomain: public
${joined(indented(4, policies(service)))}`;
