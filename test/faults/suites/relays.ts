import { setTimeout as sleep } from 'node:timers/promises';
import { system } from '../../e2e/system.ts';
import type { Replica } from '../../harness/replica.ts';
import { allAccepted, type Row } from '../row.ts';

/** Half of all writes are one person's. */
const who = <P>(people: readonly P[], turn: number): P => (turn % 2 === 0 ? people[0]! : people[((turn + 1) / 2) % people.length]!);

/** Longer than a relay holds a lane without renewing its lease. */
const pastLeaseMs = 15_000;

/**
 * A relay that stops past its lease and then continues with what it had read must not
 * publish it behind what others have published.
 */
export const freezeRelays = (people: number): Row => ({
  id: 'freeze-relays',
  injects: `SIGSTOP of relays past their lease, and kills, with three of them, one person who writes half of everything, and ${people} others`,
  load: { people, perSecond: 15, who },
  fault: async ({ random }) => {
    const replicas: Replica[] = [await system().startReplica('chat-api', 2), await system().startReplica('chat-api', 3)];
    // They divide the lanes.
    await sleep(5_000);
    for (let round = 0; round < 3; round++) {
      const [frozen, killed] = random() < 0.5 ? replicas : replicas.toReversed();
      system().killApp(frozen!.name, 'SIGSTOP');
      await sleep(pastLeaseMs);
      system().killApp(frozen!.name, 'SIGCONT');
      system().killApp(killed!.name, 'SIGKILL');
      await sleep(random() * 3_000);
    }
    await Promise.all(replicas.map(({ name }) => system().stopApp(name)));
    await Promise.all(replicas.map(({ name }) => system().stopSidecar(name)));
  },
  holds: allAccepted,
});
