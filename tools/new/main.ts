import { parseArgs } from 'node:util';
import { newEvent } from './event.ts';
import { Refused } from './names.ts';
import { writeFiles, type Files } from './project.ts';
import { newService } from './service.ts';

const usage = `npm run new -- service streak-service --event task.completed
npm run new -- event task.archived --topic task-events --consumer streak-service`;

/** What was requested, and what to do once it is written. */
const read = (args: string[]): { files: Files; next: string } => {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { topic: { type: 'string' }, consumer: { type: 'string' }, event: { type: 'string' } } });
  const [kind, name, ...more] = positionals;
  const { topic = '', consumer = '', event = '' } = values;
  if (name === undefined || more.length > 0) throw new Refused(`say one of\n${usage}`);
  if (kind === 'service') return { files: newService({ id: name, event }), next: 'npm run generate, then npm run test:unit -- services test/wiring' };
  if (kind === 'event') return { files: newEvent({ type: name, topic, consumer }), next: 'write what it carries and what the handler does, emit it somewhere, then npm run test:unit -- services test/wiring' };
  throw new Refused(`"${kind}" can not be made: say one of\n${usage}`);
};

try {
  const { files, next } = read(process.argv.slice(2));
  for (const file of writeFiles(files)) console.log(`wrote ${file}`);
  console.log(`\nNext: ${next}`);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  // parseArgs itself explains a bad option.
  if (!(error instanceof Refused) && code?.startsWith('ERR_PARSE_ARGS_') !== true) throw error;
  console.error(message);
  process.exit(2);
}
