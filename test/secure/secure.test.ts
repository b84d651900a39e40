import { afterAll, beforeAll } from 'vitest';
import { startSecured, stopSecured } from './system.ts';

// One system on three secured brokers serves all suites; the one that kills brokers is
// last.
beforeAll(() => startSecured(), 900_000);
afterAll(() => stopSecured(), 90_000);

await import('../e2e/suites/chat-to-audit.ts');
await import('./suites/paths.ts');
await import('./suites/access.ts');
await import('./suites/refused.ts');
await import('./suites/broker-faults.ts');
