import type { BaseConfig } from '#platform/config';
import type { Parts } from '#platform/service/parts';
import type { RecentSteps } from '#platform/service/recent-steps';
import type { MakeNext } from './chat-api.ts';

/** The dependencies of recurring-service. */
export interface Deps extends Parts<BaseConfig, undefined> {
  makeNext: MakeNext;
  /** What this process did recently. */
  recent: RecentSteps;
}
