import { describe, expect, it } from 'vitest';
import { decisionFiles, decisionFolder } from '../../tools/generate/documents.ts';
import { read } from './documents.ts';

const records = decisionFiles().map((file) => ({ file, number: file.slice(0, 4), text: read(`${decisionFolder}/${file}`) }));

it('the numbers of the decisions follow one another', () => {
  expect(records.map(({ number }) => Number(number))).toEqual(records.map((_, index) => index + 1));
});

describe.each(records)('$file', ({ number, text }) => {
  it('has its number in its title, a context, a choice and a cost', () => {
    expect(text.startsWith(`# ${number} `)).toBe(true);
    for (const part of ['**Context.**', '**Choice.**', '**Cost.**']) expect(text).toContain(part);
  });

  it('and the record that supersedes it, or that it supersedes, name each other', () => {
    const [, verb, other] = /^Supersede(s|d by) \[(\d{4})\]/m.exec(text) ?? [];
    const says = records.find((record) => record.number === other)?.text;
    expect(other === undefined || says?.includes(`${verb === 's' ? 'Superseded by' : 'Supersedes'} [${number}]`)).toBe(true);
  });
});
