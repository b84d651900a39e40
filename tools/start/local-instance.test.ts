import { expect, it } from 'vitest';
import { localInstance } from './local-instance.ts';

it('a system has the documented ports, or a name and ports of its own', () => {
  expect(localInstance({})).toMatchObject({ name: 'local', portOffset: 0, databaseUrl: undefined });
  expect(localInstance({ TODO_INSTANCE: 'second', TODO_PORT_OFFSET: '100' })).toMatchObject({ name: 'second', portOffset: 100 });
});

it.each<[Record<string, string>, string]>([
  [{ TODO_PORT_OFFSET: '-1' }, 'TODO_PORT_OFFSET must be a number from 0 to 50000'],
  [{ TODO_PORT_OFFSET: 'many' }, 'and not many'],
  [{ TODO_PORT_OFFSET: '60000' }, 'and not 60000'],
  [{ TODO_INSTANCE: '../x' }, 'TODO_INSTANCE must be a name such as second'],
])('%o is refused', (env, message) => expect(() => localInstance(env)).toThrow(message));
