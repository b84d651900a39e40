import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rpkScript } from '../acls/rpk.ts';
import { wantedAccess } from '../acls/wanted.ts';
import { kafkaComponentsIn } from '../dapr/kafka-components.ts';
import { resourceFiles } from '../dapr/resources.ts';
import { projectRoot } from '../runtime/paths.ts';
import { developmentSecrets, documentedSecrets, migrationUrls, scaledObjects, schemaNames, scrapeTargets } from './cluster-lists.ts';
import { tables } from '../../services/chat-api/testing/corpus/tables/index.ts';
import { chatGuide } from './chat-guide.ts';
import { clockComponents, invocationTargets, kafkaScopes } from './components.ts';
import { configurationOf } from './configurations.ts';
import { decisionFolder, decisionIndex, eventTable } from './documents.ts';
import { eventFacts, eventFactsFile } from './event-facts.ts';
import { measured, promisedFigures, readReliability, sizes } from './figures.ts';
import { ingressPaths } from './ingress.ts';
import { accountSources, plaintextSecrets, sidecarEnvironments } from './kafka-accounts.ts';
import { manifestsOf } from './manifests.ts';
import { readModel, type Modelled } from './model.ts';
import { pageColors } from './page-colors.ts';
import { runFileApps } from './run-file.ts';
import { joined, notice, withGenerated } from './text.ts';

/** Texts by where they stand in the project. */
type Files = Record<string, string>;

const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const resources = (files: readonly string[]): string => joined(['resources:', ...files.map((file) => `  - ${file}`)]);
const ofEach = (folder: string, model: readonly Modelled[], write: (service: Modelled) => string): Files =>
  Object.fromEntries(model.map((service) => [`${folder}/${service.id}.yaml`, write(service)]));

/** The folders with wholly generated files, which may become obsolete. */
const folders = ['components', 'k8s/base/services', 'k8s/base/configurations'];

const isGenerated = (file: string): boolean => existsSync(join(projectRoot, file)) && read(file).startsWith(notice('').slice(0, 20));

/** Obsolete generated files. */
export const superfluous = (files: Files): string[] =>
  folders.flatMap((folder) => readdirSync(join(projectRoot, folder)).map((file) => `${folder}/${file}`)).filter((file) => isGenerated(file) && files[file] === undefined);

const wholeFiles = (model: readonly Modelled[]): Files => ({
  'docs/chat.md': chatGuide(tables),
  [`${decisionFolder}/README.md`]: decisionIndex(),
  [eventFactsFile]: eventFacts(model),
  ...clockComponents(model),
  ...ofEach('k8s/base/services', model, manifestsOf),
  ...ofEach('k8s/base/configurations', model, configurationOf),
  'k8s/components/keda/scaled-objects.yaml': scaledObjects(model),
  'k8s/overlays/production/components/sidecar-env.yaml': sidecarEnvironments(model),
});

/** The components as they will be after generation. */
const componentFiles = (whole: Files): string[] => {
  const going = superfluous(whole);
  const kept = resourceFiles('components').map((file) => `components/${file}`).filter((file) => !going.includes(file));
  const made = Object.keys(whole).filter((file) => file.startsWith('components/'));
  return [...new Set([...kept, ...made])].map((file) => file.slice('components/'.length)).sort();
};

/** What is generated in files that are otherwise written by hand, in order. */
const parts = (model: readonly Modelled[], whole: Files): Record<string, string | string[]> => {
  const ids = model.map(({ id }) => `${id}.yaml`);
  return {
    'dapr.yaml': runFileApps(model),
    ...kafkaScopes(model),
    'components/resiliency.yaml': invocationTargets(model),
    'components/kustomization.yml': resources(componentFiles(whole)),
    'subscriptions/kustomization.yml': resources(resourceFiles('subscriptions')),
    'k8s/base/services/kustomization.yaml': resources(ids),
    'k8s/base/configurations/kustomization.yaml': resources(ids),
    'k8s/base/jobs/migrate.yaml': migrationUrls(model),
    'k8s/components/development/kustomization.yaml': developmentSecrets(model),
    'k8s/components/ingress/ingress.yaml': ingressPaths(model),
    'k8s/kafka/redpanda/job.yaml': accountSources(model),
    'k8s/overlays/minikube/kustomization.yaml': plaintextSecrets(model),
    'k8s/overlays/kafka-stand-in/kustomization.yaml': plaintextSecrets(model),
    'k8s/postgres/roles.sql': schemaNames(model),
    'observability/prometheus/prometheus.yml': scrapeTargets(model),
    'docs/deploy/production.md': documentedSecrets(model),
    'docs/size-it.md': sizes(measured()),
    'README.md': [eventTable(), promisedFigures(measured(), readReliability())],
    'services/chat-api/event-reference/style.css': pageColors(read('web/style.css')),
  };
};

/**
 * Every file generated from services/catalogue.ts, subscriptions/, contracts/, the titles
 * of the decisions and what was measured.
 */
export const generatedFiles = (): Files => {
  const model = readModel();
  const whole = wholeFiles(model);
  const partly = Object.entries(parts(model, whole)).map(([file, body]) => [file, withGenerated(file, read(file), ...[body].flat())] as const);
  const access = wantedAccess(partly.filter(([file]) => file.startsWith('components/')).flatMap(([file, text]) => (file.endsWith('.yaml') ? kafkaComponentsIn(text) : [])));
  return { ...whole, ...Object.fromEntries(partly), 'k8s/kafka/redpanda/acls.sh': rpkScript(access) };
};
