import { parseArgs } from 'node:util';
import type { Command, Input } from './command.ts';
import { list, groups } from './commands/list.ts';
import { archive, edit, replay } from './commands/replay.ts';
import { pause, replays, resume, stop } from './commands/replays.ts';
import { show } from './commands/show.ts';
import { skip } from './commands/skip.ts';
import { status } from './commands/status.ts';
import { trail } from './commands/trail.ts';
import { alerts, lag, outbox } from './commands/watch.ts';
import { UsageError } from './errors.ts';

const commands: Readonly<Record<string, Command>> = { status, list, groups, show, replay, edit, archive, replays, pause, resume, stop, lag, outbox, alerts, trail, skip };

/** The commands that can be typed. */
export const usage = (): string =>
  [
    'npm run ops -- <command> [--json]',
    '',
    ...Object.entries(commands).flatMap(([name, { takes, does }]) => [`  ${name} ${takes}`.trimEnd(), `      ${does}`]),
    '',
    'TODO_URL is where the system is (http://localhost:3000 by default). TODO_TOKEN, or TODO_EMAIL and TODO_PASSWORD, say who you are: an administrator.',
    '--json prints JSON and nothing else.',
  ].join('\n');

/** A command with the words typed after it. */
export interface Parsed {
  command: Command;
  input: Input;
  json: boolean;
}

const parseWords = (args: string[], { options }: Command): ReturnType<typeof parseArgs> => {
  try {
    return parseArgs({ args, options: { ...options, json: { type: 'boolean' } }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/** Parses the command line; throws a {@link UsageError} that says what is wrong. */
export const parse = (argv: readonly string[]): Parsed => {
  const [name, ...args] = argv;
  if (name === undefined) throw new UsageError('Which command?');
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError(`There is no command ${name}.`);
  const { values, positionals } = parseWords(args, command);
  const [least, most] = command.words;
  if (positionals.length < least || positionals.length > most) throw new UsageError(`${name} takes: ${command.takes || 'nothing'}`);
  return { command, input: { values: values as Input['values'], positionals }, json: values['json'] === true };
};
