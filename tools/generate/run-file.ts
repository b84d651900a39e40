import { argumentsOf } from './arguments.ts';
import { localEnvironment } from './environment.ts';
import type { Modelled } from './model.ts';
import { comment, indented, joined } from './text.ts';

const threshold = ({ healthThreshold }: Modelled): string[] =>
  healthThreshold === undefined ? [] : [...comment(healthThreshold.why), `appHealthThreshold: ${healthThreshold.value}`];

const appOf = (service: Modelled): string[] => {
  const { id, port } = service;
  const lines = [
    `appID: ${id}`,
    'appDirPath: .',
    `appPort: ${port}`,
    `daprHTTPPort: ${port + 500}`,
    `daprGRPCPort: ${port + 600}`,
    `daprInternalGRPCPort: ${port + 700}`,
    `metricsPort: ${port + 800}`,
    ...threshold(service),
    `command: [${['tools/node', ...argumentsOf(id)].map((word) => JSON.stringify(word)).join(', ')}]`,
    'env:',
    ...indented(2, localEnvironment(service)),
  ];
  return lines.map((line, index) => `  ${index === 0 ? '- ' : '  '}${line}`);
};

/** The apps of dapr.yaml. */
export const runFileApps = (model: readonly Modelled[]): string => joined(model.map(appOf));
