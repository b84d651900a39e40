import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';
import { Refused } from './names.ts';

/** Files to create, and changes to existing files, by path in the project. */
export type Files = Readonly<Record<string, { made: string } | { changed: (text: string) => string }>>;

/** The text of a file of the project, undefined if there is none. */
const existing = (file: string): string | undefined => {
  const path = join(projectRoot, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

const textOf = (file: string, wish: Files[string]): string => {
  const text = existing(file);
  if ('made' in wish) {
    if (text !== undefined) throw new Refused(`${file} is there already, and nothing was written: choose another name, or delete it first`);
    return wish.made;
  }
  if (text === undefined) throw new Refused(`${file} is missing, and nothing was written: it is what this would be added to`);
  return wish.changed(text);
};

/**
 * Writes everything or nothing; returns the files that it created or changed. Throws
 * {@link Refused} rather than overwrite one.
 */
export const writeFiles = (files: Files): string[] => {
  const texts = Object.entries(files).map(([file, wish]) => [file, textOf(file, wish)] as const);
  const different = texts.filter(([file, text]) => text !== existing(file));
  for (const [file, text] of different) {
    mkdirSync(dirname(join(projectRoot, file)), { recursive: true });
    writeFileSync(join(projectRoot, file), text);
  }
  return different.map(([file]) => file);
};
