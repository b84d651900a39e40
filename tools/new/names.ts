import { topics, type Topic } from '#contracts/topics';

/** The request cannot be carried out; the message says what to do instead. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The names that follow from the type of an event. */
export interface EventNames {
  /** task.archived */
  type: string;
  /** task-archived, the name of its files */
  file: string;
  /** taskArchived */
  definition: string;
  /** onTaskArchived */
  handler: string;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Derives the names from an event type; throws {@link Refused} when it is not one. */
export const eventNames = (type: string): EventNames => {
  if (!/^[a-z]+(\.[a-z]+)+(\.v[2-9])?$/.test(type)) {
    throw new Refused(`"${type}" is no event type: say what happened to what, in the past tense, such as task.archived; a breaking change of it ends in .v2`);
  }
  const words = type.split('.');
  const camel = words.map(capital).join('');
  return { type, file: words.join('-'), definition: camel.charAt(0).toLowerCase() + camel.slice(1), handler: `on${camel}` };
};

/**
 * Checks the name of a service, which becomes its Dapr app id and its folder; throws
 * {@link Refused}.
 */
export const serviceName = (name: string): string => {
  if (!/^[a-z]+(-[a-z]+)*-service$/.test(name)) throw new Refused(`"${name}" is no name for a service: it is in small letters and ends in -service, such as streak-service`);
  return name;
};

/** The topic of a name, if consumers can be given its events one by one; throws {@link Refused}. */
export const topicNamed = (name: string): Topic => {
  const consumable = topics.filter(({ deadLetter }) => deadLetter !== null);
  const topic = consumable.find((one) => one.name === name);
  if (topic === undefined) throw new Refused(`"${name}" is no topic for that: say --topic ${consumable.map((one) => one.name).join(' | ')}; contracts/topics.ts has them`);
  return topic;
};
