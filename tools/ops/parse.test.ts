import { describe, expect, it } from 'vitest';
import { parse, usage } from './parse.ts';

describe('what is typed', () => {
  it('is a command, its words and its options', () => {
    expect(parse(['list', '--consumer', 'audit-service', '--json', '--limit=5'])).toMatchObject({
      json: true, input: { positionals: [], values: { consumer: 'audit-service', limit: '5' } },
    });
    expect(parse(['edit', 'an-id', '--data', 'x.json', '--dry-run'])).toMatchObject({
      json: false, input: { positionals: ['an-id'], values: { data: 'x.json', 'dry-run': true } },
    });
  });

  it.each([
    [[], 'Which command?'],
    [['lsit'], 'There is no command lsit.'],
    [['constructor'], 'There is no command constructor.'],
    [['list', '--colour', 'red'], '--colour'],
    [['list', '--consumer'], '--consumer'],
    [['show'], 'show takes: <id>'],
    [['pause', 'a', 'b'], 'pause takes: <id>'],
    [['alerts', 'all'], 'alerts takes: nothing'],
  ])('is refused: %j', (argv, sentence) => expect(() => parse(argv)).toThrow(sentence));

  it('can be looked up', () => {
    for (const name of ['list', 'groups', 'show', 'replay', 'edit', 'archive', 'replays', 'pause', 'resume', 'stop', 'lag', 'outbox', 'alerts']) {
      expect(usage()).toMatch(new RegExp(`^  ${name}( |$)`, 'm'));
    }
  });
});
