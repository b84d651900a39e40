import { expect, it } from 'vitest';
import { readResume } from './frames.ts';
import { createRecent } from './recent.ts';

it('reads one control message and nothing else', () => {
  expect(readResume('{"resume":{"user_seq":7}}')).toBe(7);
  for (const text of ['', '7', 'null', '{', '{"resume":{}}', '{"resume":{"user_seq":-1}}', '{"resume":{"user_seq":"7"}}', '{"resume":{"user_seq":7},"more":1}']) {
    expect(readResume(text)).toBeNull();
  }
});

it('remembers the last ids only', () => {
  const isNew = createRecent(2);
  expect(['a', 'a', 'b', 'c', 'a', 'c'].map(isNew)).toEqual([true, false, true, true, true, false]);
});
