import { baseConfig, type BaseConfig } from '#platform/config';
import { defineService } from '#platform/service/definition';
import type { Parts } from '#platform/service/parts';
import { rememberSteps } from '#platform/service/recent-steps';
import { noStorage } from '#platform/service/storage';
import { catalogue } from '../catalogue.ts';
import { createMakeNext, probeChatApi } from './chat-api.ts';
import type { Deps } from './context.ts';
import { handlersOf } from './handlers/index.ts';

/** What recurring-service is made of; only its sidecar calls it. */
export const service = defineService({
  name: 'recurring-service',
  entry: catalogue['recurring-service'],
  config: baseConfig,
  storage: noStorage,
  context: (parts: Parts<BaseConfig, undefined>): Deps => ({ ...parts, makeNext: createMakeNext(parts.dapr), recent: rememberSteps() }),
  handlers: handlersOf,
  trail: async ({ recent }, correlationId) => recent.of(correlationId),
  probe: ({ dapr }) => probeChatApi(dapr),
});
