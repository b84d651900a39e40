import type { Handler } from '#platform/delivery/on-event';
import type { Deps } from '../context.ts';
import { onTaskCompleted } from './task-completed.ts';

/** Every event that recurring-service handles. */
export const handlersOf = (deps: Pick<Deps, 'makeNext' | 'recent'>): Handler[] => [onTaskCompleted(deps)];
