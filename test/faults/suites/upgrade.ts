import { expect } from 'vitest';
import { services } from '../../../services/catalogue.ts';
import { signInAdmin } from '../../e2e/client.ts';
import { sql } from '../../e2e/oracle.ts';
import { system } from '../../e2e/system.ts';
import { lastRelease } from '../../harness/last-release.ts';
import type { Replica } from '../../harness/replica.ts';
import { shuffled } from '../../helpers/random.ts';
import { startAsking } from '../../oracle/ask-everything.ts';
import { allAccepted, type Hands, type Row } from '../row.ts';
import { fronts } from '../upgrade-system.ts';

const entry = (): string => fronts()!.get('chat-api')!.url;

/** How many migrations all services have applied. */
const migrations = async (): Promise<number> => {
  const schemas = await sql<{ name: string }>(`select table_schema as name from information_schema.tables where table_name = 'schema_migrations'`);
  const counts = await Promise.all(schemas.map(async ({ name }) => (await sql<{ n: number }>(`select count(*)::int as n from ${name}.schema_migrations`))[0]!.n));
  return counts.reduce((all, n) => all + n, 0);
};

/** One service in the place of the other. */
type Replace = (app: string) => Promise<void>;

/**
 * As Kubernetes does it: once the new one is ready the old one is told to stop, and from
 * then on people reach the new one; the old one's sidecar goes after it.
 */
const takeOver = async (app: string, old: Replica, next: Replica): Promise<void> => {
  const stopped = system().stopApp(old.name);
  fronts()!.get(app)!.lead([next.url]);
  await stopped;
  await system().stopSidecar(old.name);
};

const first = (app: string): Replica => ({ name: app, url: system().urls[app]! });

const upgradedTo = new Map<string, Replica>();

const forward: Replace = async (app) => {
  const next = await system().startUpgraded(app);
  upgradedTo.set(app, next);
  await takeOver(app, first(app), next);
};

const back: Replace = async (app) => {
  await system().startSidecar(app);
  await system().startApp(app);
  await Promise.all([system().ready(app), system().sidecarReady(app)]);
  await takeOver(app, upgradedTo.get(app)!, first(app));
};

let failed: readonly string[] = [];

const replaceAll = (replace: Replace) => async ({ random, note }: Hands): Promise<void> => {
  const order = shuffled(services.map(({ id }): string => id), random);
  const before = await migrations();
  const asking = startAsking(await signInAdmin(entry()));
  for (const app of order) await replace(app).catch((error: unknown) => asking.stop().then(() => Promise.reject(error)));
  failed = await asking.stop();
  note('order', order.join(', '));
  note('migrations applied meanwhile', (await migrations()) - before);
  note('other requests that failed', `${failed.length} of ${asking.asked()}`);
};

const release = lastRelease.slice(0, 7);

const answered: Pick<Row, 'needs' | 'entry' | 'holds'> = {
  needs: fronts,
  entry,
  holds: (outcome) => {
    allAccepted(outcome);
    expect(failed).toEqual([]);
  },
};

/** From the last release to this version, one service after the other. */
export const upgrade: Row = {
  ...answered,
  id: `upgrade-from-${release}`,
  injects: `upgrade from ${release}, migrations and sidecars included, one service after the other`,
  fault: replaceAll(forward),
};

/** Back to it afterwards; the migrations stay. */
export const goBack: Row = {
  ...answered,
  id: `back-to-${release}`,
  injects: `back to ${release} after the upgrade, one service after the other`,
  fault: replaceAll(back),
};
