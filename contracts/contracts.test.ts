import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toSequence } from './envelope.ts';
import { events } from './events/index.ts';
import { topics } from './topics.ts';

describe('the contracts', () => {
  it('have types of their own', () => {
    const types = events.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
  });

  it('are all in the registry', () => {
    const files = readdirSync(new URL('./events/', import.meta.url)).filter((file) => !['index.ts', 'registry.ts'].includes(file));
    expect(events.map(({ type }) => `${type.replaceAll('.', '-')}.ts`).sort()).toEqual(files.sort());
  });

  it('travel on topics of the catalogue', () => {
    for (const { topic } of events) expect(topics).toContain(topic);
  });

  it('give each topic that can lose an event a dead-letter topic of the catalogue', () => {
    const names = topics.map(({ name }) => name);
    for (const { deadLetter } of topics) if (deadLetter !== null) expect(names).toContain(deadLetter);
  });

  it('write versions as text that sorts like numbers', () => {
    expect(toSequence(9) < toSequence(10)).toBe(true);
  });
});
