import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from './types.ts';

const readAtMost = 64 * 1024;
const keepPerPart = 5;

/** The last lines of a file; empty when there is no file. */
export const tailFile = (path: string, lines: number): string[] => {
  if (!existsSync(path)) return [];
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const length = Math.min(size, readAtMost);
    const buffer = Buffer.alloc(length);
    readSync(file, buffer, 0, length, size - length);
    return buffer.toString().trimEnd().split('\n').slice(-lines);
  } finally {
    closeSync(file);
  }
};

/** Where the Dapr CLI writes the logs of an app and its sidecar. */
export const cliLogDir = (app: App): string => join(app.appDirPath, '.dapr/logs');

const prefix = (app: App, kind: 'app' | 'daprd'): string => `${app.appID}_${kind}_`;

const logsOf = (app: App, kind: 'app' | 'daprd'): string[] =>
  existsSync(cliLogDir(app)) ? readdirSync(cliLogDir(app)).filter((name) => name.startsWith(prefix(app, kind))).sort() : [];

/** In local time, as the CLI writes it: the names are sorted. */
const stamp = (): string => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().replaceAll(/\D/g, '').slice(0, 14);
};

/** A new log file for an app that we start, named as the CLI names its own. */
export const newAppLog = (app: App): string => {
  mkdirSync(cliLogDir(app), { recursive: true });
  // `z` sorts after a file that the CLI made in the same second.
  return join(cliLogDir(app), `${prefix(app, 'app')}${stamp()}z.log`);
};

/**
 * Points logs/<part>.log at the newest log that the CLI keeps of an app or its sidecar, and
 * drops the oldest ones.
 */
export const linkNewest = (app: App, kind: 'app' | 'daprd', link: string): void => {
  const names = logsOf(app, kind);
  for (const name of names.slice(0, -keepPerPart)) rmSync(join(cliLogDir(app), name), { force: true });
  const newest = names.at(-1);
  if (newest === undefined) return;
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(join(cliLogDir(app), newest), link);
};

/** Opens a log for appending; one that has grown past 20 MB starts anew. */
export const openLog = (path: string): number => {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && statSync(path).size > 20e6) rmSync(path);
  return openSync(path, 'a');
};
