import { runProbe } from '../probe-service/run-probe.ts';

await runProbe('bulk-probe-service', true);
