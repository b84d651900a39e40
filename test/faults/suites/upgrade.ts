import { expect } from 'vitest';
import { services } from '../../../services/catalogue.ts';
import { signInAdmin } from '../../e2e/client.ts';
import { sql } from '../../e2e/oracle.ts';
import { system } from '../../e2e/system.ts';
import { lastRelease } from '../../harness/last-release.ts';
import { startAsking } from '../../oracle/ask-everything.ts';
import { allAccepted, type Hands, type Row } from '../row.ts';
import { addresses } from '../upgrade-system.ts';

const entry = (): string => addresses()!.get('chat-api')!.url;

const inAnyOrder = (random: () => number): string[] => {
  const left = services.map(({ id }) => id as string);
  return services.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
};

/** How many migrations all services have applied. */
const migrations = async (): Promise<number> => {
  const schemas = await sql<{ name: string }>(`select table_schema as name from information_schema.tables where table_name = 'schema_migrations'`);
  const counts = await Promise.all(schemas.map(async ({ name }) => (await sql<{ n: number }>(`select count(*)::int as n from ${name}.schema_migrations`))[0]!.n));
  return counts.reduce((all, n) => all + n, 0);
};

/** As Kubernetes replaces a pod: the new one is ready before the old one is told to stop, whose sidecar goes after it. */
const replace = async (app: string): Promise<void> => {
  await system().startUpgraded(app);
  await system().stopApp(app);
  await system().stopSidecar(app);
};

let failed: readonly string[] = [];

const upgradeAll = async ({ random, note }: Hands): Promise<void> => {
  const order = inAnyOrder(random);
  const before = await migrations();
  const asking = startAsking(await signInAdmin(entry()));
  for (const app of order) await replace(app).catch((error: unknown) => asking.stop().then(() => Promise.reject(error)));
  failed = await asking.stop();
  note('order', order.join(', '));
  note('migrations applied meanwhile', (await migrations()) - before);
  note('other requests that failed', `${failed.length} of ${asking.asked()}`);
};

const from = lastRelease.slice(0, 7);

/** From the last release to this version, one service after the other. */
export const upgrade: Row = {
  id: `upgrade-from-${from}`,
  injects: `upgrade from ${from}, migrations and sidecars included, one service after the other`,
  needs: addresses,
  entry,
  fault: upgradeAll,
  holds: (outcome) => {
    allAccepted(outcome);
    expect(failed).toEqual([]);
  },
};
