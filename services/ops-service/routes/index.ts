import type { Server } from '#platform/http/server';
import type { Deps } from '../app.ts';

/** Every route of ops-service that administrators use. */
export const routes: readonly ((app: Server, deps: Deps) => void)[] = [];
