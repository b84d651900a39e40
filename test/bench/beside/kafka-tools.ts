import { kafkaClassPath } from '../../../tools/runtime/kafka.ts';
import { runCommand } from '../../../tools/runtime/run-command.ts';

/**
 * Runs one of Kafka's own measuring programs on this machine; undefined if Kafka is not
 * built here.
 */
const runTool = async (name: string, args: readonly string[]): Promise<string | undefined> => {
  const { ok, output } = await runCommand('java', ['-Xmx256m', '-cp', kafkaClassPath, `org.apache.kafka.tools.${name}`, ...args], {});
  return ok ? output : undefined;
};

/** Records of 1 KB a second that kafka-producer-perf-test writes to a topic. */
export const measureProducer = async (brokers: string, topic: string, records = 100_000): Promise<number | null> => {
  const args = ['--topic', topic, '--num-records', String(records), '--record-size', '1000', '--throughput', '-1', '--producer-props', `bootstrap.servers=${brokers}`, 'acks=all'];
  const rates = [...((await runTool('ProducerPerformance', args)) ?? '').matchAll(/([\d.]+) records\/sec/g)];
  return rates.length === 0 ? null : Math.round(Number(rates.at(-1)![1]));
};

/** Kafka's own delay from a record to its consumer, one record at a time, in ms. */
export interface Latency {
  mean_ms: number;
  p50_ms: number;
  p99_ms: number;
}

/**
 * The result of Kafka's EndToEndLatency for records of 1 KB with acks=all, on a topic of
 * its own.
 */
export const measureLatency = async (brokers: string, records = 1_000): Promise<Latency | null> => {
  const output = await runTool('EndToEndLatency', [brokers, 'bench-latency', String(records), 'all', '1000']);
  const mean = /Avg latency: ([\d.]+)/.exec(output ?? '')?.[1];
  const shares = /50th = (\d+), 99th = (\d+)/.exec(output ?? '');
  return mean === undefined || shares === null ? null : { mean_ms: Number(mean), p50_ms: Number(shares[1]), p99_ms: Number(shares[2]) };
};
