import { events } from '#contracts/events/index';
import { readSubscriptions, rulesOf, type Subscription } from '../dapr/resources.ts';

/** The apps that receive an event type: by a rule that names it, or in bulk, where a topic has no rules. */
export const consumersOf = (type: string): string[] => {
  const topic = events.find((event) => event.type === type)?.topic.name;
  const takes = (subscription: Subscription): boolean =>
    subscription.spec.routes.rules === undefined ? subscription.spec.topic === topic : rulesOf(subscription).some(([named]) => named === type);
  return readSubscriptions().filter(takes).flatMap(({ scopes = [] }) => scopes);
};
