import { kafkaReason } from '#platform/kafka/reason';

/**
 * The verbs of a command line that talks to Kafka; each resolves with whether everything is
 * fine.
 */
export type Verbs = Readonly<Record<string, () => Promise<boolean>>>;

/**
 * Runs the verb named on the command line and ends the process: 0 when everything is fine,
 * 1 when not, 2 for an unknown verb.
 */
export const dispatch = async (tool: string, usage: string, verbs: Verbs): Promise<never> => {
  const name = process.argv[2] ?? '';
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb === undefined) {
    console.error(`usage: ${usage}`);
    process.exit(2);
  }
  try {
    process.exit((await verb()) ? 0 : 1);
  } catch (error) {
    console.error(`${tool} ${name}: ${kafkaReason(error)}`);
    process.exit(1);
  }
};
