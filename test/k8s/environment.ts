import { ofKind, type Container, type Manifest, type PodTemplate, type ValueFrom } from './render.ts';
import { sampleSecrets } from './schemas.ts';

/** The container of a pod that runs the service. */
export const appContainer = ({ spec }: PodTemplate): Container => spec.containers.find(({ name }) => name === 'app')!;

/** What the overlay sets for all services. */
export const settingsOf = (manifests: readonly Manifest[]): Record<string, string> =>
  ofKind(manifests, 'ConfigMap').find(({ metadata }) => metadata.name.startsWith('settings'))!.data!;

/** The environment of a service as Kubernetes would build it, with sample values for secrets. */
export const environmentOf = (manifests: readonly Manifest[], template: PodTemplate, withOptional: boolean): Record<string, string> => {
  const settings = settingsOf(manifests);
  const resolve = ({ fieldRef, configMapKeyRef, secretKeyRef }: ValueFrom): string | undefined => {
    if (fieldRef !== undefined) return template.metadata.annotations!['dapr.io/app-port'];
    if (configMapKeyRef !== undefined) return settings[configMapKeyRef.key];
    return secretKeyRef!.optional && !withOptional ? undefined : sampleSecrets[secretKeyRef!.key];
  };
  const { env = [], envFrom = [] } = appContainer(template);
  // Only the account at the broker is taken as a whole.
  const account = envFrom.length === 0 ? [] : Object.entries(sampleSecrets).filter(([key]) => key.startsWith('KAFKA_'));
  const named = env.flatMap(({ name, value, valueFrom }): [string, string][] => {
    const found = value ?? resolve(valueFrom!);
    return found === undefined ? [] : [[name, found]];
  });
  return Object.fromEntries([...account, ...named]);
};
