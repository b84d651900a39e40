/** KAFKA_REPLICATION_FACTOR, 1 by default. */
export const readReplicas = (env: Readonly<Record<string, string | undefined>>): number => {
  const replicas = Number(env['KAFKA_REPLICATION_FACTOR'] ?? 1);
  if (!Number.isInteger(replicas) || replicas < 1) throw new Error('KAFKA_REPLICATION_FACTOR must be a whole number from 1');
  return replicas;
};
