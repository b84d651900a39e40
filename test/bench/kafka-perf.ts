import { kafkaClassPath } from '../../tools/runtime/kafka.ts';
import { runCommand } from '../../tools/runtime/run-command.ts';

const records = 200_000;

/** Records of 1 KB a second that Kafka's own kafka-producer-perf-test writes to a topic of this machine; null where Kafka is not built here. */
export const measureKafkaProducer = async (brokers: string, topic: string): Promise<number | null> => {
  const { ok, output } = await runCommand('java', [
    '-Xmx256m', '-cp', kafkaClassPath, 'org.apache.kafka.tools.ProducerPerformance',
    '--topic', topic, '--num-records', String(records), '--record-size', '1000', '--throughput', '-1',
    '--producer-props', `bootstrap.servers=${brokers}`, 'acks=all',
  ], {});
  const rate = /([\d.]+) records\/sec/.exec(output.trim().split('\n').at(-1) ?? '')?.[1];
  return ok && rate !== undefined ? Math.round(Number(rate)) : null;
};
