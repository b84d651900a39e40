import { topics } from '#contracts/topics';
import { readConnection } from '#platform/kafka/connection';
import { withAdmin } from '#platform/kafka/with-admin';
import { catalogue, services } from '../../../services/catalogue.ts';
import { textOf, type Command, type Input } from '../command.ts';
import { Refused, UsageError } from '../errors.ts';
import { chooseConsumer } from '../skip/choose-consumer.ts';
import { committedAt, movePast, readRecord, writeLetter, type Stopped } from '../skip/kafka.ts';

const waitMs = 60_000;

type Place = Omit<Stopped, 'consumer'>;

const placeOf = ({ positionals }: Input): Place => {
  const [topic = '', partition = '', offset = ''] = positionals;
  if (!/^\d{1,9}$/.test(partition) || !/^\d{1,18}$/.test(offset)) throw new UsageError('skip takes: TOPIC PARTITION OFFSET, the last two as numbers');
  return { topic, partition: Number(partition), offset: BigInt(offset) };
};

const deadLetterOf = (topic: string): string => {
  const letter = topics.find(({ name }) => name === topic)?.deadLetter;
  if (!letter) throw new Refused(`${topic} is no topic whose events have dead letters: ${topics.filter(({ deadLetter }) => deadLetter !== null).map(({ name }) => name).join(', ')} are.`);
  return letter;
};

/** Skips a record that keeps crashing a sidecar. */
export const skip: Command = {
  takes: 'TOPIC PARTITION OFFSET [--consumer c] [--yes]',
  does: 'takes a record that stops its sidecar into the dead letters, and its consumer past it; with KAFKA_* as npm run topics has them, of the account skip',
  options: { consumer: { type: 'string' }, yes: { type: 'boolean' } },
  words: [3, 3],
  run: async ({ client, input, output }) => {
    const place = placeOf(input);
    const deadLetter = deadLetterOf(place.topic);
    const connection = readConnection(process.env, 'todo-skip');
    return withAdmin(connection, async (admin) => {
      const committed = await committedAt(admin, services.map(({ id }) => id), place.topic, place.partition);
      const stopped: Stopped = { ...place, consumer: chooseConsumer(committed, place.offset, textOf(input, 'consumer')) };
      const record = await readRecord(connection, stopped);
      const shown = { consumer: stopped.consumer, topic: place.topic, partition: place.partition, offset: String(place.offset) };
      const what = `the record at offset ${place.offset} of ${place.topic}, partition ${place.partition} (${record.value?.length ?? 0} bytes)`;
      if (!Object.hasOwn(catalogue, stopped.consumer)) throw new UsageError(`There is no consumer ${stopped.consumer}: ${services.map(({ id }) => id).join(', ')}`);
      const before = place.offset - (committed.get(stopped.consumer) ?? place.offset);
      const unread = before === 0n ? '' : ` ${stopped.consumer} has not committed the ${before} before it either, and will not see them.`;
      if (input.values['yes'] !== true) {
        output.result({ ...shown, done: false }, [`This would put ${what} into ${deadLetter} and move ${stopped.consumer} past it.${unread} Nothing was done: say --yes.`]);
        return false;
      }
      // First of all, so that nothing happens without an entry in the audit trail.
      await client.post('/ops/skips', shown);
      await writeLetter(connection, deadLetter, record, stopped);
      await movePast(admin, stopped, { ms: waitMs, say: () => output.progress(`waiting until ${stopped.consumer} has left its group …`) });
      output.progress('');
      output.result({ ...shown, done: true }, [`${stopped.consumer} goes on after ${what}, which is now in ${deadLetter}. Start ${stopped.consumer} again if you stopped it.`]);
      return true;
    });
  },
};
