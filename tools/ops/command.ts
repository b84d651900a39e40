import type { ParseArgsConfig } from 'node:util';
import type { Client } from './client.ts';

/** What was typed after the name of a command. */
export interface Input {
  positionals: string[];
  values: Readonly<Record<string, string | boolean | undefined>>;
}

/** Where a command shows what it found. */
export interface Output {
  /** Whether a person looks on, so that a line may be drawn over. */
  live: boolean;
  /** How wide a line may be. */
  width: number;
  /** Shows a result: as JSON where that is wished for, else as lines. */
  result(data: unknown, lines: readonly string[]): void;
  /** Draws over the line before, or says nothing where nobody looks on. */
  progress(line: string): void;
}

/** What a command works with. */
export interface Context {
  client: Client;
  input: Input;
  output: Output;
  /** Waits between two looks, in ms. */
  pause(ms: number): Promise<void>;
}

/** One command of `npm run ops`. */
export interface Command {
  /** What may follow its name, for the usage. */
  takes: string;
  does: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** How many words may follow. */
  words: readonly [least: number, most: number];
  /** Rejects with a sentence; resolves with false when it ran but did not end well. */
  run(context: Context): Promise<boolean | void>;
}

/** The text of an option, undefined where it was not given. */
export const textOf = ({ values }: Input, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
