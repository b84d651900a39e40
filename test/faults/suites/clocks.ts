import { setTimeout as sleep } from 'node:timers/promises';
import { system } from '../../e2e/system.ts';
import { allAccepted, type Row } from '../row.ts';
import { clockedApps, falseClock } from '../system.ts';

/** The ticking is done by the sidecar: while it is stopped, reminders come due. */
export const stopClocks: Row = {
  id: 'stop-clocks',
  injects: 'the clocks of reminder- and notification-service stop for 30 s around due times',
  fault: async () => {
    for (const app of clockedApps) system().killSidecar(app, 'SIGSTOP');
    await sleep(30_000);
    for (const app of clockedApps) system().killSidecar(app, 'SIGCONT');
  },
  holds: allAccepted,
};

/** What was sent an hour early is not sent again an hour later; no lease ends early. */
export const jumpClocks: Row = {
  id: 'jump-clocks',
  injects: 'the clocks of reminder- and notification-service jump an hour ahead, and back after 20 s',
  needs: falseClock,
  fault: async () => {
    falseClock()!.move('+1h');
    await sleep(20_000);
    falseClock()!.move('+0');
  },
  holds: allAccepted,
};
