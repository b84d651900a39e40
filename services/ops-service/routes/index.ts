import type { Server } from '#platform/http/server';
import type { Deps } from '../app.ts';
import { getBulkReplay, getBulkReplays, postBulkCommands, postBulkReplay } from './bulk-replays.ts';
import { postEdit } from './edit.ts';
import { lag } from './lag.ts';
import { outbox } from './outbox.ts';
import { postReplay } from './replay.ts';

/** Every route of ops-service that administrators use. */
export const routes: readonly ((app: Server, deps: Deps) => void)[] = [
  postReplay, postEdit, postBulkReplay, getBulkReplays, getBulkReplay, postBulkCommands,
  lag, outbox,
];
