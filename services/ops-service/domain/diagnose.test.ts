import { describe, expect, it } from 'vitest';
import { taskDeleted } from '#contracts/events/index';
import { newId } from '#platform/ids';
import { makeEvent } from '../../../test/helpers/events.ts';
import { diagnose, explainMalformed } from './diagnose.ts';
import type { Letter } from './dead-letter.ts';
import { asItIs } from './failure.ts';

const event = makeEvent(taskDeleted, { task_id: newId() });
const letter = (value: unknown, headers: Record<string, string> = {}): Letter => ({
  payload: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), key: null, headers, place: { topic: 'task-events', partition: 0, offset: '7' },
});

describe('an event in the binary mode of CloudEvents', () => {
  const binary = { ce_specversion: '1.0', ce_id: event.id, ce_type: event.type };

  it.each([['its data', event.data], ['nothing', ''], ['no JSON', 'milk'], ['data with a type of its own', { type: 'dairy' }]])('is not accepted, and the explanation says how to send it, with %s for a value', (_what, value) => {
    for (const said of [diagnose(letter(value, binary), 0, asItIs), explainMalformed(letter(value, binary))]) {
      expect(said).toEqual({ reason: 'malformed', explanation: expect.stringContaining('send it in structured mode') });
    }
  });

  it('is not what has the whole envelope for a value, whatever its headers', () => {
    expect(explainMalformed(letter(event, binary))).toBeNull();
    expect(explainMalformed(letter(event.data))).toBeNull();
  });
});
