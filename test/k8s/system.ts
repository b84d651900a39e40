import type { Sql } from '../oracle/sql.ts';
import { ensureCluster } from './cluster.ts';
import { deploy, findOrigin } from './deployment.ts';
import { endForwards, forward, kube } from './kube.ts';
import { sqlOn } from './load.ts';

/** The deployed system, as the tests reach it. */
export interface DeployedSystem {
  origin: string;
  sql: Sql;
  /** The mail inbox's HTTP interface. */
  mailUrl: string;
  stop(): void;
}

const overlay = process.env['K8S_OVERLAY'] ?? 'k8s/overlays/kafka-stand-in';

/** Brings the cluster up if necessary, and everything of the overlay in it. */
export const startSystem = async (): Promise<DeployedSystem> => {
  const cluster = await ensureCluster();
  await deploy(overlay).catch((error: unknown) => {
    cluster.down();
    throw error;
  });
  const [database, mail] = [await forward('postgres', 5432), await forward('mail', 1080)];
  return {
    origin: await findOrigin(),
    sql: sqlOn(database),
    mailUrl: `http://127.0.0.1:${mail}`,
    stop: () => {
      endForwards();
      cluster.down();
    },
  };
};

/** Applies the overlay once more, as for an upgrade; resolves with kubectl's output. */
export const applyAgain = (): Promise<string> => kube('apply', '-k', overlay);
