import { auditLog, notificationEvents, reminders, taskEvents } from '#contracts/topics';
import { connectionOf, writeMany } from '../../e2e/kafka.ts';
import { system } from '../../e2e/system.ts';
import { shuffled } from '../../helpers/random.ts';
import { readToEnd } from '../../oracle/read-topic.ts';
import { allAccepted, type Row } from '../row.ts';

const copies = 10;

/**
 * Everything that was published comes ten more times, in any order; where it stands
 * already, since sidecars and Kafka's own clients choose the partition of a key in
 * different ways.
 */
export const repeatEverything: Row = {
  id: 'repeat-everything',
  injects: 'every event so far comes ten times more, shuffled',
  fault: async ({ people, random, note }) => {
    const keys = new Set(people.map(({ id }) => id));
    const brokers = system().kafkaBrokers;
    let written = 0;
    for (const { name } of [taskEvents, auditLog, reminders, notificationEvents]) {
      const records = await readToEnd(connectionOf(brokers), name, (value, key, partition) => (key !== undefined && keys.has(key) ? { key, value, partition } : null));
      const again = shuffled(Array.from({ length: copies }, () => records).flat(), random);
      await writeMany(brokers, name, again);
      written += again.length;
    }
    note('events written', written);
  },
  holds: allAccepted,
};
