import { EX_CONFIG } from '#platform/config';
import { readConnection } from '#platform/kafka/connection';
import { kafkaReason } from '#platform/kafka/reason';
import { restore, type Place } from './restore.ts';
import { readSettings, usage, type Settings } from './settings.ts';

const say = (line: string): void => console.log(line);

const readAll = (): { place: Place; settings: Settings } => {
  const { DATABASE_URL: databaseUrl } = process.env;
  const settings = readSettings(process.argv.slice(2), new Date());
  if (!databaseUrl) throw new Error('Say with DATABASE_URL where the database is, as a user who may write in all schemas.');
  return { settings, place: { databaseUrl, connection: readConnection(process.env, 'todo-restored'), say } };
};

if (process.argv.slice(2).some((word) => ['help', '--help', '-h'].includes(word))) {
  say(usage);
  process.exit(0);
}
const { place, settings } = ((): ReturnType<typeof readAll> => {
  try {
    return readAll();
  } catch (error) {
    console.error(`restored: ${(error as Error).message}\n\n${usage}`);
    process.exit(EX_CONFIG);
  }
})();
try {
  await restore(place, settings);
} catch (error) {
  console.error(`restored: ${kafkaReason(error)}`);
  process.exitCode = 1;
}
