import type { ParseArgsConfig } from 'node:util';
import type { Client } from './client.ts';

/** The words typed after the name of a command. */
export interface Input {
  positionals: string[];
  values: Readonly<Record<string, string | boolean | undefined>>;
}

/** Where a command shows what it found. */
export interface Output {
  /** Whether the output is a terminal, so that a line may be overwritten. */
  live: boolean;
  /** The width of a line. */
  width: number;
  /** Shows a result as JSON if requested, else as lines. */
  result(data: unknown, lines: readonly string[]): void;
  /** Overwrites the previous line in a terminal; does nothing elsewhere. */
  progress(line: string): void;
}

/** The context of a command. */
export interface Context {
  client: Client;
  input: Input;
  output: Output;
  /** Waits between two looks, in ms. */
  pause(ms: number): Promise<void>;
}

/** One command of `npm run ops`. */
export interface Command {
  /** The arguments after its name, for the usage. */
  takes: string;
  does: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** How many words may follow. */
  words: readonly [least: number, most: number];
  /** Rejects with a sentence; resolves with false when it ran but the result is bad. */
  run(context: Context): Promise<boolean | void>;
}

/** The text of an option, undefined if it was not given. */
export const textOf = ({ values }: Input, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
