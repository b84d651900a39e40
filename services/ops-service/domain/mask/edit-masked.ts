import type { Difference } from '#contracts/http/ops/replays';
import { mask } from '#contracts/mask';
import { fieldNameOr } from './mask-value.ts';

type Container = Record<string, unknown>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

const memberOf = (value: unknown, name: string): unknown => (isContainer(value) && Object.hasOwn(value, name) ? value[name] : undefined);

/** Edited data in which every part that was left masked has its original value. */
export const keepMasked = (edited: unknown, original: unknown): unknown => {
  if (edited === mask) return original === undefined ? edited : original;
  if (Array.isArray(edited)) return edited.map((one, i) => keepMasked(one, memberOf(original, String(i))));
  if (!isContainer(edited)) return edited;
  return Object.fromEntries(Object.entries(edited).map(([name, value]) => [name, keepMasked(value, memberOf(original, name))]));
};

const unescape = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

const valueAt = (value: unknown, pointer: string): unknown => pointer.split('/').slice(1).map(unescape).reduce(memberOf, value);

const placeInList = /^\d+$/;

const maskPath = (path: string): string => path.split('/').map((name) => (name === '' || placeInList.test(name) ? name : fieldNameOr(name))).join('/');

/**
 * Differences whose older side is masked as in the masked original; the newer side stays,
 * because the administrator has just written it.
 */
export const maskBefore = (differences: readonly Difference[], maskedOriginal: unknown): Difference[] =>
  differences.map(({ path, ...sides }) => ({ ...sides, path: maskPath(path), ...('before' in sides && { before: valueAt(maskedOriginal, path) ?? mask }) }));
