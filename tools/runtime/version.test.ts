import { describe, expect, it } from 'vitest';
import { findVersion, isAtLeast } from './version.ts';

describe('findVersion', () => {
  it.each([
    ['go version go1.26.8 linux/amd64', [1, 26, 8]],
    ['openjdk version "17.0.15" 2025-04-15', [17, 0, 15]],
    ['openjdk version "21" 2023-09-19', [21]],
    ['Apache Maven 3.8.7\nMaven home: /usr/share/maven', [3, 8, 7]],
    ['CLI version: 1.16.5 \nRuntime version: 1.18.2', [1, 16, 5]],
  ])('reads %j', (text, version) => expect(findVersion(text)).toEqual(version));

  it('finds nothing where there is no version', () => expect(findVersion('edge')).toBeUndefined());
});

describe('isAtLeast', () => {
  it('compares numbers, not text', () => expect(isAtLeast([1, 26, 10], [1, 26, 5])).toBe(true));
  it('refuses an older one', () => expect(isAtLeast([3, 6, 3], [3, 8])).toBe(false));
  it('takes a missing part as zero', () => expect(isAtLeast([17], [17, 0])).toBe(true));
});
