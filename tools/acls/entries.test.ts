import { describe, expect, it } from 'vitest';
import type { Access } from './access.ts';
import { mergeAccess } from './access.ts';
import { describeEntry, toEntries } from './entries.ts';
import { readPrincipals } from './principals.ts';
import { rpkCommands } from './rpk.ts';

const write: Access = { who: 'chat-api', resource: 'topic', name: 'task-events', pattern: 'literal', operations: ['write', 'describe'] };
const join: Access = { who: 'realtime-service', resource: 'group', name: 'realtime-service-', pattern: 'prefixed', operations: ['read'] };

const inWords = (access: Access, principals?: string): string[] => toEntries(access, readPrincipals(principals)).map(describeEntry);

describe('an entry', () => {
  it('is one operation of one principal, in words', () => {
    expect(inWords(write)).toEqual(['User:chat-api allow write topic task-events', 'User:chat-api allow describe topic task-events']);
    expect(inWords(join)).toEqual(['User:realtime-service allow read group realtime-service-*']);
  });

  it('is for the account that KAFKA_PRINCIPALS gives the service', () => {
    expect(inWords(join, 'chat-api=sa-1, *=Todo')).toEqual(['User:Todo allow read group realtime-service-*']);
    expect(inWords(write, 'chat-api=sa-1, *=Todo')[0]).toMatch(/^User:sa-1 /);
  });
});

it('KAFKA_PRINCIPALS that cannot be read are refused', () => expect(() => readPrincipals('chat-api')).toThrow('KAFKA_PRINCIPALS must be such as'));

it('operations on one resource are merged', () => {
  expect(mergeAccess([write, { ...write, operations: ['read', 'describe'] }])).toEqual([{ ...write, operations: ['describe', 'read', 'write'] }]);
});

it('topics with the same operations share a command of rpk', () => {
  expect(rpkCommands([write, { ...write, name: 'audit-log' }, join])).toEqual([
    'rpk security acl create --allow-principal "$(principal chat-api)" --operation write,describe --topic task-events,audit-log',
    'rpk security acl create --allow-principal "$(principal realtime-service)" --operation read --group realtime-service- --resource-pattern-type prefixed',
  ]);
});
