import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import type { App, RunFile } from './types.ts';

interface Written {
  common: Record<string, unknown> & { resourcesPaths?: string[]; configFilePath?: string; env?: Record<string, string> };
  apps: App[];
}

/**
 * Reads a Dapr run file and makes its paths absolute, as the CLI does: those in `common`
 * and appDirPath are relative to the file.
 */
export const readRunFile = (path: string): RunFile => {
  const base = dirname(resolve(path));
  const { common, apps } = parse(readFileSync(path, 'utf8')) as Written;
  const { configFilePath, env, ...rest } = common;
  return {
    path: resolve(path),
    common: {
      ...rest,
      resourcesPaths: (common.resourcesPaths ?? []).map((folder) => resolve(base, folder)),
      ...(configFilePath !== undefined && { configFilePath: resolve(base, configFilePath) }),
    },
    apps: apps.map((app) => ({ ...app, appDirPath: resolve(base, app.appDirPath), env: { ...env, ...app.env } })),
  };
};

/** The YAML of a run file. */
export const writeRunFile = ({ common, apps }: Pick<RunFile, 'common' | 'apps'>): string => stringify({ version: 1, common, apps });

/** The YAML of a run file that starts one app's sidecar without the app. */
export const sidecarOnly = ({ common }: RunFile, app: App): string => stringify({ version: 1, common, apps: [{ ...app, command: undefined }] });
