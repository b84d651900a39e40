import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { newId } from '#platform/ids';
import { kafkaReason } from '#platform/kafka/reason';
import { Refused, UsageError } from '../ops/errors.ts';
import { safeLine } from '../ops/format.ts';
import { lastEvent } from './last.ts';
import { definitionOf, readEvent } from './recorded.ts';
import { publisherOf, receiversOf, sendEvent, type Answer } from './send.ts';
import { findTarget } from './target.ts';

type Env = Readonly<Record<string, string | undefined>>;
type Print = (text: string) => void;

const usage = `npm run event -- <command>

  last TYPE [FILE]
      prints the last event of a type from Kafka, or writes it to FILE, as send takes it
  send FILE [--to SERVICE] [--same-id]
      sends an event through the sidecar of its producer to each service that handles its type, or to one, and prints what each made of it.
      It goes out under a new id, since a service handles an id once; --same-id keeps it. Nobody else handles it, but what it does is real.

The system is the one that npm start or npm run dev runs here; TODO_INSTANCE names another folder of .runtime/, KAFKA_BOOTSTRAP_SERVERS another broker.`;

const oursIn = (stack: string | null): string[] => (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('node_modules') && !line.includes('node:')).slice(0, 3);

const wordsOf = ({ report, isLast }: Answer): string[] => {
  const { consumer, outcome, attempt, error_class, message, stack } = report;
  if (outcome === 'handled') return [`${consumer}: handled`];
  if (outcome === 'duplicate') return [`${consumer}: duplicate: it has handled this id before, and did nothing (without --same-id it gets a new one)`];
  if (outcome === 'stale') return [`${consumer}: stale: it knows a later version of this task, and did nothing`];
  const what = `${consumer}: try ${attempt} failed: ${error_class}: ${message}`;
  return [what, ...oursIn(stack), ...(isLast ? [`${consumer}: gave it up; it becomes a dead letter: npm run ops -- list shows it`] : [])];
};

const send = async (file: string, env: Env, options: { to: string | undefined; sameId: boolean }, print: Print): Promise<boolean> => {
  const { definition, event: recorded } = readEvent(file);
  const receivers = receiversOf(definition.type, options.to);
  const publisher = publisherOf(recorded, definition.topic);
  const event = { ...recorded, id: options.sameId ? recorded.id : newId() };
  const target = findTarget(env);
  print(`${event.type} ${event.id} through the sidecar of ${publisher} and ${definition.topic.name} to ${receivers.join(', ')}`);
  let well = true;
  const silent = await sendEvent(target, event, { topic: definition.topic, publisher, receivers }, (answer) => {
    well &&= answer.report.outcome !== 'failed' || !answer.isLast;
    for (const line of wordsOf(answer)) print(safeLine(line));
  });
  for (const app of silent) print(`${app}: no answer. Does it run? Look at npm run ops -- status, and at ${target.logOf(app)}.`);
  return well && silent.length === 0;
};

const last = async (type: string, file: string | undefined, env: Env, print: Print): Promise<boolean> => {
  const definition = definitionOf(type);
  const event = await lastEvent(findTarget(env).connection, definition);
  if (event === undefined) throw new Refused(`There is no ${type} in ${definition.topic.name}: make one (for task.created, create a task), then ask again.`);
  const text = JSON.stringify(event, null, 2);
  if (file === undefined) print(text);
  else {
    writeFileSync(file, `${text}\n`);
    print(`${type} of ${event.time} is in ${file}: npm run event -- send ${file}`);
  }
  return true;
};

const parse = (argv: readonly string[]) => {
  try {
    return parseArgs({ args: [...argv], options: { to: { type: 'string' }, 'same-id': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

type Values = ReturnType<typeof parse>['values'];

interface Command {
  /** How few and how many words it takes. */
  words: [number, number];
  run(words: string[], values: Values, env: Env, print: Print): Promise<boolean>;
}

const help: Command = {
  words: [0, Infinity],
  run: async (_words, _values, _env, print) => {
    print(usage);
    return true;
  },
};

const commands: Readonly<Record<string, Command>> = {
  help,
  last: { words: [1, 2], run: ([type, file], _values, env, print) => last(type!, file, env, print) },
  send: { words: [1, 1], run: ([file], values, env, print) => send(file!, env, { to: values.to, sameId: values['same-id'] === true }, print) },
};

const runCommand = async (argv: readonly string[], env: Env, print: Print): Promise<boolean> => {
  const { values, positionals: [name = '', ...words] } = parse(argv);
  const command = values.help === true ? help : Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new UsageError(name === '' ? 'Which command?' : `There is no command ${name}.`);
  const [least, most] = command.words;
  if (words.length < least || words.length > most) throw new UsageError(`This is not how ${name} is called.`);
  return command.run(words, values, env, print);
};

/**
 * Runs one command line; resolves with the exit status: 0 when all is well, 1 when not, 2
 * when it was called wrongly.
 */
export const run = async (argv: readonly string[], env: Env, { out, err }: { out: Print; err: Print }): Promise<number> => {
  try {
    return (await runCommand(argv, env, (line) => out(`${line}\n`))) ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) {
      err(`${error.message}\n\n${usage}\n`);
      return 2;
    }
    err(error instanceof Refused ? `${error.message.split('\n').map(safeLine).join('\n')}\n` : `npm run event: ${kafkaReason(error)}\n`);
    return 1;
  }
};
