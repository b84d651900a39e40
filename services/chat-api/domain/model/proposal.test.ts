import { describe, expect, it } from 'vitest';
import { intent } from '../talk/intents.ts';
import { readProposal, type ToolCall } from './proposal.ts';
import { toolSchemas, tools } from './tools.ts';

const context = { today: '2026-11-26' };
const call = (name: string, input: unknown): ToolCall => ({ name, arguments: typeof input === 'string' ? input : JSON.stringify(input) });
const read = (...calls: ToolCall[]) => readProposal(calls, context);
const named = (text: string) => ({ by: 'title', text, literal: text, due: null });

/** A call of each tool, and the intent that it means. */
const examples: [name: string, input: object, intent: object | null][] = [
  ['create_task', { title: ' call mom ', due: '2026-11-27T15:00', priority: 'HIGH', tags: ['home'], remind: [30] }, { kind: 'create', title: 'call mom', due_local: '2026-11-27T15:00', priority: 'HIGH', tags: ['home'], remind: [{ how: 'before', minutes: 30 }], recurrence: null }],
  ['create_task', { title: 'water plants', repeat: 'RRULE:FREQ=WEEKLY;BYDAY=MO' }, { kind: 'create', recurrence: 'FREQ=WEEKLY;BYDAY=MO', due_local: '2026-11-30' }],
  ['change_task', { task: 'dentist', due: '2026-11-28', add_note: 'bring the card' }, { kind: 'change', target: named('dentist'), patch: { due: { day: '2026-11-28', time: null }, note: 'bring the card' } }],
  ['change_task', { task: 'dentist', due: null }, { kind: 'change', patch: { due: null } }],
  ['change_task', { task: 'gym', repeat: 'FREQ=DAILY', due: '2026-11-28T07:00' }, { kind: 'change', patch: { repeat: { rule: 'FREQ=DAILY', due_local: '2026-11-28T07:00', time_given: true, start_given: true, mode: 'schedule' } } }],
  ['change_task', { task: 'gym', started: true }, { kind: 'change', patch: { status: 'IN_PROGRESS' } }],
  ['complete_task', { task: 'rent' }, { kind: 'complete', target: named('rent') }],
  ['reopen_task', { task: 'rent' }, { kind: 'reopen', target: named('rent') }],
  ['delete_task', { task: 'rent' }, { kind: 'delete', target: named('rent') }],
  ['copy_task', { task: 'rent' }, { kind: 'copy', target: named('rent') }],
  ['tell_task', { task: 'rent' }, { kind: 'tell', target: named('rent') }],
  ['skip_once', { task: 'gym' }, { kind: 'skip', target: named('gym'), after: null }],
  ['list_tasks', { tags: ['home'], due_to: '2026-12-01' }, { kind: 'list', count: false, filter: { status: 'open', tags: ['home'], to: '2026-12-01', q: null } }],
  ['undo', {}, { kind: 'undo', count: 1 }],
  ['redo', {}, { kind: 'redo' }],
  ['quiet_hours', { from: '22:00', to: '07:00' }, { kind: 'quiet', hours: { from: '22:00', to: '07:00' } }],
  ['snooze_reminder', { minutes: 60 }, { kind: 'snooze', minutes: 60 }],
  ['nothing_fits', {}, null],
];

describe('a call of a tool', () => {
  it('is shown below for every tool', () => expect(new Set(examples.map(([name]) => name))).toEqual(new Set(tools.map(({ name }) => name))));

  it.each(examples.filter(([, , meant]) => meant !== null))('%s is the intent that the chat knows: %j', (name, input, meant) => {
    const proposal = read(call(name, input));
    expect(proposal).toMatchObject({ kind: 'proposed', intents: [meant] });
    if (proposal.kind === 'proposed') expect(intent.parse(proposal.intents[0])).toEqual(proposal.intents[0]);
  });

  it('changes only what it names', () => {
    const proposal = read(call('change_task', { task: 'dentist', priority: 'LOW' }));
    expect(proposal).toEqual({ kind: 'proposed', intents: [{ kind: 'change', target: named('dentist'), patch: { priority: 'LOW' } }] });
  });

  it('that fits nothing proposes nothing, nor does a change of nothing', () => {
    expect(read(call('nothing_fits', {}))).toEqual({ kind: 'nothing' });
    expect(read(call('change_task', { task: 'dentist' }))).toEqual({ kind: 'nothing' });
  });

  it('may have no arguments at all', () => expect(read(call('undo', ''))).toEqual({ kind: 'proposed', intents: [{ kind: 'undo', count: 1 }] }));
});

describe('an answer', () => {
  const good = call('complete_task', { task: 'rent' });

  it('may call several tools, and keeps their order', () => {
    expect(read(good, call('nothing_fits', {}), call('create_task', { title: 'call mom' }))).toMatchObject({ kind: 'proposed', intents: [{ kind: 'complete' }, { kind: 'create' }] });
  });

  it.each<[string, ToolCall[]]>([
    ['without a call', []],
    ['with a tool that there is not', [good, call('drop_database', {})]],
    ['with the name of something else in JavaScript', [call('constructor', {})]],
    ['with broken JSON', [good, call('complete_task', '{"task":"re')]],
    ['with JSON that is no object', [call('complete_task', '"rent"')]],
    ['with arguments that the tool does not have', [call('delete_task', { task: 'rent', all: true })]],
    ['with a day that the calendar does not have', [call('create_task', { title: 'x', due: '2026-02-30' })]],
    ['with a rule that is none', [call('create_task', { title: 'x', repeat: 'FREQ=SECONDLY' })]],
    ['with a blank title', [call('create_task', { title: '   ' })]],
    ['with a text that no database stores', [call('create_task', { title: 'a\0b' })]],
    ['with more calls than a message has wishes', Array.from({ length: 21 }, () => good)],
  ])('%s is worth nothing as a whole', (_, calls) => expect(read(...calls)).toMatchObject({ kind: 'nonsense' }));
});

describe('what a model is told of the tools', () => {
  it('is a JSON Schema of an object for each, made of the schema that its calls are checked by', () => {
    expect(toolSchemas.map((tool) => tool.function.name)).toEqual(tools.map(({ name }) => name));
    for (const { function: { parameters } } of toolSchemas) expect(parameters).toMatchObject({ type: 'object', additionalProperties: false });
    expect(toolSchemas[0]!.function.parameters).toMatchObject({ required: ['title'], properties: { priority: { enum: ['HIGH', 'MEDIUM', 'LOW'] } } });
  });
});
