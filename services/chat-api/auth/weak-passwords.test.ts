import { expect, it } from 'vitest';
import { isCommonPassword, isOwnAddress } from './weak-passwords.ts';

it.each([
  ['password1', true], ['Iloveyou', true], ['QWERTYUIOP', true], ['1qaz2wsx', true], ['123456789', true],
  ['correct horse', false], ['Tr0ub4dor&3x', false], ['ein gutes Kennwort', false],
])('whether %s is tried first: %s', (password, expected) => expect(isCommonPassword(password)).toBe(expected));

it.each([
  ['Ada.Lovelace@example.org', true], ['ada.lovelace', true], ['ada.lovelace is my name', false], ['example.org', false],
])('whether %s is the address of ada.lovelace@example.org: %s', (password, expected) => expect(isOwnAddress(password, 'ada.lovelace@example.org')).toBe(expected));
