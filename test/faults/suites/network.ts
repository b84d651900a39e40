import { setTimeout as sleep } from 'node:timers/promises';
import type { Toxic } from '../../harness/toxiproxy.ts';
import { allAccepted, type Row } from '../row.ts';
import { toxiproxy } from '../system.ts';

const faults: [id: string, injects: string, toxics: Toxic[]][] = [
  [
    'network-latency',
    '500 ms of latency between sidecars and Kafka for 20 s',
    (['upstream', 'downstream'] as const).map((stream): Toxic => ({ type: 'latency', stream, attributes: { latency: 250, jitter: 50 } })),
  ],
  ['network-loss', 'a third of the connections between sidecars and Kafka swallow all bytes for 20 s', [{ type: 'timeout', toxicity: 0.33, attributes: { timeout: 0 } }]],
  ['network-reset', 'connections between sidecars and Kafka are reset for 20 s', [{ type: 'reset_peer', attributes: { timeout: 500 } }]],
];

/** Whatever happens to the bytes between sidecars and Kafka does not concern those who write. */
export const [slowNetwork, deafNetwork, resetNetwork] = faults.map(([id, injects, toxics]): Row => ({
  id,
  injects,
  needs: toxiproxy,
  fault: async () => {
    const network = toxiproxy()!;
    for (const toxic of toxics) await network.poison(toxic);
    await sleep(20_000);
    await network.heal();
  },
  holds: allAccepted,
})) as [Row, Row, Row];
