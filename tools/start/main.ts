import { startInstance } from '../instance/index.ts';
import { runInForeground } from './foreground.ts';
import { localInstance } from './local-instance.ts';
import { summary } from './summary.ts';

await runInForeground((signal) => startInstance({ ...localInstance(process.env), signal }), summary);
