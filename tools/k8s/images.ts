import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePage } from '../page/ensure-page.ts';
import { projectRoot, runtimeDir } from '../runtime/paths.ts';
import { runCluster } from './cluster-tool.ts';
import { addNativeLibraries } from './native-libraries.ts';

const nodeImage = 'local/node:26';
const base = ['--from', nodeImage, '--user', '1000:1000', '--workdir', '/app'];

const run = (command: string, args: string[], cwd = projectRoot): void => {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed; its message is above`);
};

/**
 * Builds the image of all services without Docker, into the cluster that
 * ../shared/cluster/cluster runs.
 */
export const buildAppImage = async (image: string): Promise<void> => {
  const root = join(runtimeDir, 'k8s/app');
  await ensurePage();
  run(process.execPath, [join(projectRoot, 'tools/k8s/stage.ts'), root]);
  addNativeLibraries(root, join(root, 'app/node_modules'));
  runCluster('image', image, root, ...base, '--env', 'NODE_ENV=production', '--entrypoint', 'node');
};

/** The mail inbox under the name that k8s/overlays/kafka-stand-in has for it. */
const buildMailImage = (): void => {
  const root = join(runtimeDir, 'k8s/mail');
  const app = join(root, 'app');
  if (!existsSync(join(app, 'node_modules/maildev/bin/maildev'))) {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(app, { recursive: true });
    run('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', app, 'maildev@2.2.1']);
  }
  runCluster('image', 'local/maildev:2.2.1', root, ...base, '--entrypoint', 'node', 'node_modules/maildev/bin/maildev');
};

/**
 * The images besides ours and how to build them; the cluster's tool keeps those it builds
 * from one cluster to the next.
 */
const parts: Readonly<Record<string, () => void>> = {
  [nodeImage]: () => runCluster('base-image'),
  'local/kafka:4.2.0': () => runCluster('kafka-image'),
  'local/postgres:18': () => runCluster('postgres-image'),
  'local/maildev:2.2.1': buildMailImage,
};

/**
 * Builds the images of Node, Kafka, PostgreSQL and the mail inbox into the running cluster,
 * except those that it has.
 */
export const buildMissingParts = (present: ReadonlySet<string>): void => {
  for (const [image, build] of Object.entries(parts)) if (!present.has(image)) build();
};
