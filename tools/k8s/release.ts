import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { projectRoot } from '../runtime/paths.ts';

/**
 * What k8s/release/release.env of a project's folder says: the image of all services, its
 * version, and how the Jobs of that version end.
 */
export const readRelease = (project = projectRoot): { image: string; version: string; jobs: string } => {
  const { image, version, jobs } = parseEnv(readFileSync(join(project, 'k8s/release/release.env'), 'utf8'));
  if (!image || !version || !jobs) throw new Error('k8s/release/release.env must have image, version and jobs');
  return { image, version, jobs };
};
