import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { projectRoot } from '../runtime/paths.ts';

/** What k8s/release/release.env says: the image of all services, and its version. */
export const readRelease = (): { image: string; version: string } => {
  const { image, version } = parseEnv(readFileSync(join(projectRoot, 'k8s/release/release.env'), 'utf8'));
  if (!image || !version) throw new Error('k8s/release/release.env must have image and version');
  return { image, version };
};
