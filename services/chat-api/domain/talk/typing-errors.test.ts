import { expect, it } from 'vitest';
import { meantCommand } from './typing-errors.ts';

it.each([
  ['delte', 'delete'], ['Deleet', 'delete'], ['deleete', 'delete'], ['deletr', 'delete'], ['remnd', 'remind'], ['lsit', 'list'], ['udno', 'undo'], ['complte', 'complete'], ['resch', null],
  ['dine', null], ['delete', null], ['lost', null], ['shop', null], ['mo', null], ['', null],
])('"%s" is meant as %s', (word, meant) => expect(meantCommand(word)).toBe(meant));
