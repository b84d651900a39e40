import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, readSettings } from './client.ts';
import type { Output } from './command.ts';
import { Refused, UsageError } from './errors.ts';
import { clean } from './format.ts';
import { parse, usage } from './parse.ts';

/** Where output goes. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Its width; undefined when output is not a terminal. */
  columns: number | undefined;
}

const outputTo = ({ out, columns }: Terminal, json: boolean): Output => {
  let drawn = 0;
  return {
    live: columns !== undefined && !json,
    width: columns ?? Number.POSITIVE_INFINITY,
    result: (data, lines) => out(json ? `${JSON.stringify(data)}\n` : `${lines.join('\n')}\n`),
    progress: (line) => {
      if (columns === undefined || json) return;
      const shown = line.slice(0, columns - 1);
      out(`\r${shown.padEnd(drawn)}${shown === '' ? '\r' : ''}`);
      drawn = shown.length;
    },
  };
};

const help = new Set(['help', '--help', '-h']);

/** Runs one command line; resolves with the exit status. */
export const run = async (argv: readonly string[], env: Readonly<Record<string, string | undefined>>, terminal: Terminal): Promise<number> => {
  if (help.has(argv[0] ?? '')) {
    terminal.out(`${usage()}\n`);
    return 0;
  }
  try {
    const { command, input, json } = parse(argv);
    const client = createClient(readSettings(env));
    const well = await command.run({ client, input, output: outputTo(terminal, json), pause: (ms) => sleep(ms) });
    return well === false ? 1 : 0;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n\n${usage()}\n`);
      return 2;
    }
    if (!(error instanceof Refused)) throw error;
    terminal.err(`${clean(error.message)}\n`);
    return 1;
  }
};
