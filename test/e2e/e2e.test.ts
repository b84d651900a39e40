import { afterAll, beforeAll } from 'vitest';
import { startProvider, stopProvider } from './model-provider.ts';
import { startSystem, stopSystem } from './system.ts';

// One system serves all suites: they run one after the other in the order of their imports,
// each with people of its own.
beforeAll(async () => startSystem(await startProvider()), 900_000);
afterAll(async () => {
  await stopSystem();
  await stopProvider();
}, 60_000);

await import('./suites/chat-to-audit.ts');
await import('./suites/chat-model.ts');
await import('./suites/events.ts');
await import('./suites/reminders.ts');
await import('./suites/recurring.ts');
await import('./suites/undo.ts');
await import('./suites/notifications.ts');
await import('./suites/traces.ts');
await import('./suites/trail.ts');
await import('./suites/live-updates.ts');
await import('./suites/page.ts');
await import('./suites/failures.ts');
await import('./suites/dead-letters.ts');
await import('./suites/hostile-records.ts');
await import('./suites/large-backlog.ts');
await import('./suites/outside-clients.ts');
await import('./suites/loopback.ts');
await import('./suites/skip.ts');
await import('./suites/replay.ts');
await import('./suites/event-command.ts');
await import('./suites/documented-commands.ts');
await import('./suites/replicas.ts');
await import('./suites/operations.ts');
await import('./suites/operator.ts');
await import('./suites/outages.ts');
