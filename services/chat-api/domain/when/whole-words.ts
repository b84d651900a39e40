import type { Token } from './tokens.ts';

const opens = new Set(['(', '[', '{', '-', '>', '*', '¿', '¡', "'", '‘', '|']);
const closes = new Set(['.', '!', '?', ']', '}', "'", '’', '|', '…', '-', ';', ':']);
/** These separate words even if no space follows. */
const parts = new Set([',', ')', ';']);

const isText = (one: Token | undefined): boolean => one !== undefined && one.kind !== 'sign';

/** Keyboard symbols belong to the word they touch ("$5"); an emoji beside a word means nothing. */
const isPicture = ({ kind, raw }: Token): boolean => kind === 'sign' && !/^[\p{P}\p{Sc}\p{Sm}\p{Sk}]/u.test(raw);

const isFreeBefore = (tokens: readonly Token[], at: number): boolean => {
  const [one, before, beyond] = [tokens[at]!, tokens[at - 1], tokens[at - 2]];
  if (!one.glued || before === undefined || isPicture(before)) return true;
  if (parts.has(before.text) || before.text === '(') return true;
  return opens.has(before.text) && !(before.glued && isText(beyond));
};

const isFreeAfter = (tokens: readonly Token[], next: number): boolean => {
  const [after, beyond] = [tokens[next], tokens[next + 1]];
  if (after === undefined || !after.glued || isPicture(after) || parts.has(after.text)) return true;
  return closes.has(after.text) && !(beyond?.glued === true && isText(beyond));
};

/** Whether the tokens are whole words: neither "bob@monday.com" nor "v2pm" says when. */
export const isWhole = (tokens: readonly Token[], at: number, next: number): boolean => isFreeBefore(tokens, at) && isFreeAfter(tokens, next);
