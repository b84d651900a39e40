import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from '#contracts/json-schema';
import { projectRoot } from '../runtime/paths.ts';

const folder = join(projectRoot, 'contracts/released');

/**
 * A release: when it was, the schema of each event type, and an event as its producers
 * wrote it then.
 */
export interface Release {
  number: number;
  /** A day, such as 2026-11-21. */
  date: string;
  schemas: Record<string, JsonSchema>;
  golden: Record<string, Record<string, unknown>>;
}

const readJson = <T>(number: number, name: string): T => JSON.parse(readFileSync(join(folder, String(number), name), 'utf8')) as T;

/** Every release, oldest first. */
export const readReleases = (): Release[] =>
  readdirSync(folder)
    .map(Number)
    .sort((a, b) => a - b)
    .map((number) => ({ number, ...readJson<{ date: string }>(number, 'release.json'), schemas: readJson(number, 'schemas.json'), golden: readJson(number, 'golden-events.json') }));

/** Stores a release permanently. */
export const writeRelease = ({ number, date, schemas, golden }: Release): void => {
  mkdirSync(join(folder, String(number)), { recursive: true });
  for (const [name, content] of [['release.json', { date }], ['schemas.json', schemas], ['golden-events.json', golden]] as const) {
    writeFileSync(join(folder, String(number), name), `${JSON.stringify(content, null, 2)}\n`);
  }
};
