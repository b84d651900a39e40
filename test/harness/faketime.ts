import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const library = (): string | undefined =>
  (existsSync('/usr/lib') ? readdirSync('/usr/lib') : []).map((folder) => join('/usr/lib', folder, 'faketime/libfaketimeMT.so.1')).find((file) => existsSync(file));

/** The clock of some processes, which is that of the machine until it is moved. */
export interface FalseClock {
  /** For the environment of the processes that are to have it. */
  env: Readonly<Record<string, string>>;
  /** Moves it, such as by `+1h`; `+0` puts it right. */
  move(offset: string): void;
}

/** A clock to move, through libfaketime; `file` says how far. Undefined, and said, where that is not installed. */
export const createFalseClock = (file: string, log: (line: string) => void): FalseClock | undefined => {
  const preload = library();
  if (preload === undefined) {
    log('\n*** The fault of a clock that jumps is LEFT OUT: it needs libfaketime (apt-get install libfaketime) ***\n');
    return undefined;
  }
  const move = (offset: string): void => writeFileSync(file, `${offset}\n`);
  mkdirSync(dirname(file), { recursive: true });
  move('+0');
  // Time that only passes is left alone: a machine whose clock is set does not age either.
  return { env: { LD_PRELOAD: preload, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }, move };
};
