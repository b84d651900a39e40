import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { anchorsOf, files, isThere, pages, prose, read, target, type Page } from './documents.ts';

interface Link {
  path: string;
  anchor: string | undefined;
}

const linksIn = (page: Page): Link[] =>
  [...prose(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path, anchor]) => ({ path: path!, anchor }));

const leadsNowhere = (page: Page) => ({ path, anchor }: Link): boolean => {
  const place = target(page, path);
  if (!existsSync(join(projectRoot, place))) return true;
  const file = place.endsWith('.md') ? place : join(place, 'README.md');
  return anchor !== undefined && !(files.includes(file) && anchorsOf(read(file)).includes(anchor));
};

/**
 * The changelog names files that are gone, the pages about adding and changing an event
 * files that their readers create, and chat.md quotes people.
 */
const ofToday = pages.filter(({ file }) => !/^docs\/decisions\/|^CHANGELOG\.md$|^docs\/(?:adding|change)-an-event\.md$|^docs\/chat\.md$/.test(file));

const folders = 'components|contracts|docs|k8s|observability|platform|services|subscriptions|test|tools|web';
const namesFile = new RegExp(`^(?:(?:${folders})/[\\w./-]+|[\\w./-]+\\.(?:ts|tsx|mjs|sql|ya?ml|env|md|sh))$`);

/** Names in code letters in a page that look like a file or a folder. */
const pathsIn = (page: Page): string[] => [...prose(page).matchAll(/`([^`\s]+)`/g)].map(([, path]) => path!).filter((path) => namesFile.test(path));

/** Tests that a page names by their file and, in «», by the beginning of their title. */
const testsIn = (page: Page): [string, string][] => [...prose(page).matchAll(/`([^`\s]+\.ts)` «([^»]+)»/g)].map(([, file, title]) => [file!, title!]);

const hasTest = ([file, title]: [string, string]): boolean => pathsOfName(file).some((path) => read(path).includes(title));

const pathsOfName = (name: string): string[] => files.filter((path) => path === name || path.endsWith(`/${name}`));

describe.each(pages)('$file', (page) => {
  it('has no link that leads nowhere', () => expect(linksIn(page).filter(leadsNowhere(page))).toEqual([]));
});

describe.each(ofToday)('$file', (page) => {
  it('names files and folders that are there', () => expect(pathsIn(page).filter((path) => !isThere(page, path))).toEqual([]));

  it('names tests that are there', () => expect(testsIn(page).filter((test) => !hasTest(test))).toEqual([]));
});

it('a link, a file or a test that is not there would be noticed', () => {
  const page: Page = { file: 'docs/x.md', text: '[a](gone.md) [b](../README.md#gone) [c](../README.md#run-it) [d](../services/chat-api#gone) `platform/gone.ts` `gone.int.test.ts` `e2e.test.ts` «gone»' };
  expect(linksIn(page).filter(leadsNowhere(page)).map(({ anchor }) => anchor)).toEqual([undefined, 'gone', 'gone']);
  expect(pathsIn(page).filter((path) => !isThere(page, path))).toEqual(['platform/gone.ts', 'gone.int.test.ts']);
  expect(testsIn(page).filter((test) => !hasTest(test))).toHaveLength(1);
});
