import type { Handler } from '#platform/delivery/on-event';
import type { MakeNext } from '../chat-api.ts';
import { onTaskCompleted } from './task-completed.ts';

/** Every event that recurring-service handles. */
export const handlersOf = (makeNext: MakeNext): Handler[] => [onTaskCompleted(makeNext)];
