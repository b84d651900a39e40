import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findChart, findHelm, isRenderedFresh, renderRedpanda } from './redpanda.ts';

const [helm, chart] = [findHelm(), findChart()];
const isThere = helm !== undefined && chart !== undefined;

interface Rendered {
  kind: string;
  spec?: { replicas?: number };
}

const documents = (text: string): Rendered[] => parseAllDocuments(text).map((document) => document.toJS() as Rendered | null).filter((one) => one !== null);

describe(`Redpanda's chart${isThere ? '' : ' (skipped: Helm or the chart is not here, see npm run k8s:redpanda)'}`, () => {
  it.runIf(isThere)('makes of the values of Minikube what is committed', () => {
    expect(isRenderedFresh(helm!, chart!), 'k8s/redpanda/minikube/redpanda.yaml is out of date: npm run k8s:redpanda').toBe(true);
  }, 30_000);

  it.runIf(isThere).each([['minikube', false], ['production', true]] as const)('takes the values of %s: three brokers; with TLS and SASL: %s', (values, secured) => {
    const text = renderRedpanda(helm!, chart!, values);
    const made = documents(text);
    expect(made.find(({ kind }) => kind === 'StatefulSet')?.spec?.replicas).toBe(3);
    expect(made.some(({ kind }) => kind === 'Certificate')).toBe(secured);
    expect(text.includes('"enable_sasl":"true"')).toBe(secured);
  }, 30_000);
});
