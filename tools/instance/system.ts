import type { Backing } from './backing.ts';
import type { Containers } from './containers.ts';
import type { ProcessRecord } from './record.ts';
import type { Supervisor } from './supervisor.ts';
import type { Tokens } from './tokens.ts';
import type { InstanceOptions, RunFile } from './types.ts';

/** Everything that belongs to one running system. */
export interface System {
  options: InstanceOptions;
  dir: string;
  logDir: string;
  runFile: RunFile;
  tokens: Tokens;
  supervisor: Supervisor;
  record: ProcessRecord;
  clis: Set<number>;
  containers: Containers | undefined;
  backing: Backing | undefined;
}
