import { findChart, findHelm, renderedFile, writeRendered } from './redpanda.ts';

// npm run k8s:redpanda: after a change of the values, or for another version of the chart.
const helm = findHelm();
const chart = findChart();
if (helm === undefined || chart === undefined) {
  console.error('Helm and the chart are needed: helm pull redpanda --repo <its repository> --version 26.2.1 --untar, then REDPANDA_CHART=<that folder> npm run k8s:redpanda');
  process.exit(1);
}
writeRendered(helm, chart);
console.log(`written: ${renderedFile}`);
