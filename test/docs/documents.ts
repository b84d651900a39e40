import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';

/** A page of the documentation, by its path in the project. */
export interface Page {
  file: string;
  text: string;
}

const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: projectRoot, encoding: 'utf8' }).stdout.trim().split('\n');

/** Every file of the project. */
export const files = listed.filter((file) => existsSync(join(projectRoot, file)));

/** The contents of a file of the project. */
export const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');

/** Every page that a person reads. */
export const pages: readonly Page[] = files.filter((file) => file.endsWith('.md')).map((file) => ({ file, text: read(file) }));

const codeBlocks = /^ *```[\s\S]*?^ *```$/gm;

/** A page without its blocks of code. */
export const prose = ({ text }: Page): string => text.replace(codeBlocks, '');

/** The target of a link in a page, as a path from the top of the project. */
export const target = ({ file }: Page, path: string): string => (path === '' ? file : normalize(join(dirname(file), path)));

/** The fragment that leads to a heading, as GitHub and Gitea make it. */
export const anchorsOf = (text: string): string[] =>
  [...text.replace(codeBlocks, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-'),
  );

const names = new Set(files.map((file) => basename(file)));

/**
 * Whether a text in a page names something in the project: a path from its top or from the
 * page, or the bare name of a file.
 */
export const isThere = (page: Page, path: string): boolean =>
  path.includes('/') ? [path, target(page, path)].some((place) => existsSync(join(projectRoot, place))) : names.has(path);
