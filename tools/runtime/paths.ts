import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** The folder for everything that running the project leaves behind: built parts, data, logs. */
export const runtimeDir = join(projectRoot, '.runtime');
