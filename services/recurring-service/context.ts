import type { Consumer } from '#platform/delivery/consumer';
import type { Health } from '#platform/health';
import type { Logger } from '#platform/logger';

/** What the routes of recurring-service stand on. */
export interface Deps {
  health: Health;
  log: Logger;
  consume: Consumer;
  appToken: string | undefined;
  ready: () => Promise<unknown>;
}
