import { deadLetterTopics, deliveryReports } from '#contracts/topics';
import type { Consumer } from '#platform/delivery/consumer';
import type { OutageGuard } from '#platform/delivery/outage-guard';
import { addRawRoute, asEvents, throughOutages } from '#platform/delivery/raw-routes';
import type { Server } from '#platform/http/server';
import { capture, type CaptureDeps } from './capture.ts';

/** The topics that ops-service consumes, through `kafka-ops`; each raw and at one path, `/events/<topic>`. */
export const consumedTopics = [...deadLetterTopics, deliveryReports];

/** Takes the dead letters and the reports on them. Raw, because a subscription without dead letters stops for good at a message that is no event. */
export const addDeliveryRoutes = (app: Server, deps: CaptureDeps & { consume: Consumer; outage: OutageGuard }): void => {
  addRawRoute(app, deliveryReports.name, asEvents(deps.consume));
  for (const { name } of deadLetterTopics) {
    addRawRoute(app, name, throughOutages((message) => capture(deps, name, message), deps.outage, deps.log));
  }
};
