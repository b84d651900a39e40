import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAdmin } from '../e2e/client.ts';
import { lastRelease } from '../harness/last-release.ts';
import { checkOut, type Checkout } from '../harness/release.ts';
import { startAsking } from '../oracle/ask-everything.ts';
import { ensureCluster } from './cluster.ts';
import { deploy, findOrigin } from './deployment.ts';
import { buildEarlierImage } from './earlier-release.ts';
import { endForwards, forward } from './kube.ts';
import { sqlOn, underLoad } from './load.ts';

const overlay = 'k8s/overlays/kafka-stand-in';
let cluster: { down: () => void } | undefined;
let earlier: Checkout | undefined;

// Both images are built here, and so only for a cluster of its own.
describe.runIf(process.env['KUBECONFIG'] === undefined)('an upgrade from the last release', () => {
  beforeAll(async () => {
    earlier = await checkOut(lastRelease, (line) => void process.stderr.write(`[k8s] ${line}\n`));
    if (earlier === undefined) return;
    cluster = await ensureCluster();
    buildEarlierImage(earlier);
    await deploy(join(earlier.root, overlay), earlier.root);
  }, 1_800_000);
  afterAll(() => {
    endForwards();
    cluster?.down();
  }, 120_000);

  it('loses and doubles nothing, and no request fails', async ({ skip }) => {
    if (earlier === undefined) skip();
    const origin = await findOrigin();
    const sql = sqlOn(await forward('postgres', 5432));
    const asking = startAsking(await signInAdmin(origin));
    const refused = await underLoad(origin, sql, () => deploy(overlay));
    expect(await asking.stop()).toEqual([]);
    expect(refused).toEqual([]);
  }, 900_000);
});
