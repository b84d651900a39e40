import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const library = (): string | undefined =>
  (existsSync('/usr/lib') ? readdirSync('/usr/lib') : []).map((folder) => join('/usr/lib', folder, 'faketime/libfaketimeMT.so.1')).find((file) => existsSync(file));

/** The clock of some processes, which is the machine's until it is moved. */
export interface FalseClock {
  /** The environment for the processes that are to have this clock. */
  env: Readonly<Record<string, string>>;
  /** Moves the clock, such as by `+1h`; `+0` resets it. */
  move(offset: string): void;
}

/**
 * A movable clock, through libfaketime; `file` holds the offset. Undefined, with a message,
 * if that is not installed.
 */
export const createFalseClock = (file: string, log: (line: string) => void): FalseClock | undefined => {
  const preload = library();
  if (preload === undefined) {
    log('\n*** The fault of a clock that jumps is LEFT OUT: it needs libfaketime (apt-get install libfaketime) ***\n');
    return undefined;
  }
  const move = (offset: string): void => writeFileSync(file, `${offset}\n`);
  mkdirSync(dirname(file), { recursive: true });
  move('+0');
  // Monotonic time is left alone: setting a machine's clock does not make it age either.
  return { env: { LD_PRELOAD: preload, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }, move };
};
