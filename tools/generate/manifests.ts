import { argumentsOf } from './arguments.ts';
import { clusterEnvironment, isBehindGateway } from './environment.ts';
import type { Modelled } from './model.ts';
import { indented, joined, notice } from './text.ts';

const labelsOf = (service: Modelled): string =>
  [
    `app.kubernetes.io/name: ${service.id}`,
    'app.kubernetes.io/component: service',
    // The NetworkPolicies select by these labels.
    ...(service.database ? ['todo/database: "true"'] : []),
    ...(service.gateway ? ['todo/origin: gateway'] : []),
    ...(isBehindGateway(service) ? ['todo/origin: behind'] : []),
    ...(service.callsOut ? ['todo/calls-out: "true"'] : []),
  ].join(', ');

const annotationsOf = ({ id, port, healthThreshold }: Modelled): string =>
  [
    `dapr.io/app-id: ${id}`,
    `dapr.io/app-port: "${port}"`,
    `dapr.io/config: ${id}`,
    `dapr.io/app-health-threshold: "${healthThreshold?.value ?? 1}"`,
  ].join(', ');

const topicsOf = ({ consumes, emits }: Modelled): string => [...new Set([...[...consumes.values()].flat(), ...emits])].join(', ');

const containerOf = (service: Modelled): string[] => {
  const environment = clusterEnvironment(service);
  return [
    '- name: app',
    `  args: [${argumentsOf(service.id).join(', ')}]`,
    `  ports: [{name: http, containerPort: ${service.port}}]`,
    ...(service.watches ? ['  # The lag is read with an admin client.', `  envFrom: [{secretRef: {name: ${service.id}-kafka}}]`] : []),
    ...(environment.length === 0 ? [] : ['  env:', ...indented(4, environment)]),
  ];
};

/**
 * The manifests particular to each service; k8s/base/services/deployment.yaml has what all
 * share.
 */
export const manifestsOf = (service: Modelled): string => `${notice('services/catalogue.ts and subscriptions/')}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${service.id}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Service
metadata:
  name: ${service.id}
spec:
  selector: {app.kubernetes.io/name: ${service.id}}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: ${service.id}
spec:
  maxUnavailable: 1
  selector: {matchLabels: {app.kubernetes.io/name: ${service.id}}}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${service.id}
${service.sharesGroup ? '  labels: {todo/scaled-by: lag}\n' : ''}spec:
  replicas: 2
  selector: {matchLabels: {app.kubernetes.io/name: ${service.id}}}
  template:
    metadata:
      labels: {${labelsOf(service)}}
      annotations: {${annotationsOf(service)}}
    spec:
      serviceAccountName: ${service.id}
      initContainers:
        - name: topics
          args: [tools/topics/main.ts, require, ${topicsOf(service)}]
          envFrom: [{secretRef: {name: ${service.id}-kafka}}]
      containers:
${joined(indented(8, containerOf(service)))}`;
