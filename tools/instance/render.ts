import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import { resourcesIn } from '../dapr/resources.ts';
import { projectRoot } from '../runtime/paths.ts';
import { readRunFile, writeRunFile } from './run-file.ts';
import { shiftApp, shiftText } from './shift-ports.ts';
import type { App, InstanceOptions, RunFile } from './types.ts';

/** Whether dapr.yaml can be used unchanged. */
const isPlain = ({ portOffset, release, apps, extraApps, extraResources, env, databaseUrl }: InstanceOptions): boolean =>
  portOffset === 0 && [release, apps, extraApps, extraResources, env, databaseUrl].every((setting) => setting === undefined);

/**
 * A stand-in for the project's folder, so that the CLI keeps the logs of two instances or
 * replicas apart.
 */
export const linkProject = (folder: string, project = projectRoot): void => {
  mkdirSync(folder, { recursive: true });
  const hidden = new Set(['.git', '.dapr', '.runtime']);
  for (const entry of readdirSync(folder)) if (entry !== '.dapr') rmSync(join(folder, entry));
  for (const entry of readdirSync(project)) if (!hidden.has(entry)) symlinkSync(join(project, entry), join(folder, entry));
};

const renderFolder = (from: string, to: string, edit: (file: string, text: string) => string): string => {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  for (const entry of readdirSync(to, { recursive: true }).map(String)) {
    if (!entry.endsWith('.yaml')) continue;
    const file = join(to, entry);
    writeFileSync(file, edit(file, readFileSync(file, 'utf8')));
  }
  return to;
};

/** Where the sidecars of an instance find each other. */
export const namesOf = (dir: string): string => join(dir, 'names.db');

/** Forgets the sidecars of an earlier run. */
export const forgetNames = (dir: string): void => {
  for (const part of ['', '-wal', '-shm']) rmSync(`${namesOf(dir)}${part}`, { force: true });
};

/**
 * Names are resolved within the instance; with mDNS, its apps would call those of other
 * systems on this machine.
 */
const renderConfig = (from: string | undefined, dir: string, names: string): string => {
  const config = resourcesIn(readFileSync(from!, 'utf8'))[0]!;
  const nameResolution = { component: 'sqlite', version: 'v1', configuration: { connectionString: names } };
  const file = join(dir, 'dapr-config.yaml');
  writeFileSync(file, stringify({ ...config, spec: { ...config.spec, nameResolution } }));
  return file;
};

const selected = ({ apps }: RunFile, options: InstanceOptions): App[] => [
  ...apps.filter(({ appID }) => options.apps?.includes(appID) ?? true),
  ...(options.extraApps ?? []),
];

/**
 * The run file of an instance: dapr.yaml itself, or a copy with its resources on other
 * ports, with other apps or other settings.
 */
export const renderInstance = (dir: string, options: InstanceOptions, names = namesOf(dir)): RunFile => {
  const project = options.release?.root ?? projectRoot;
  const source = readRunFile(join(project, 'dapr.yaml'));
  if (isPlain(options)) return source;
  const root = join(dir, 'root');
  linkProject(root, project);
  const resources = [...source.common.resourcesPaths, ...(options.extraResources ?? [])];
  const { portOffset: offset, env = {}, databaseUrl, edit = (_file, text) => text } = options;
  const shift = (file: string, text: string): string => shiftText(edit(file, text), offset);
  const place = (app: App): App => {
    const shifted = shiftApp(app, offset);
    return {
      ...shifted,
      appDirPath: app.appDirPath === project ? root : app.appDirPath,
      env: { ...shifted.env, ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }), ...env['*'], ...env[app.appID] },
    };
  };
  const runFile: RunFile = {
    path: join(dir, 'dapr.yaml'),
    common: { ...source.common, configFilePath: renderConfig(source.common.configFilePath, dir, names), resourcesPaths: resources.map((from, index) => renderFolder(from, join(dir, 'resources', `${index}-${basename(from)}`), shift)) },
    apps: selected(source, options).map(place),
  };
  writeFileSync(runFile.path, writeRunFile(runFile));
  return runFile;
};
