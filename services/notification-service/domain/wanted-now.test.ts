import { expect, it } from 'vitest';
import { defaultPreferences, patchPreferences } from './preferences.ts';
import { wantedNow, type Wish } from './wanted-now.ts';

const night = { now: '2026-03-01T23:30:00Z', zone: 'UTC' };
const reminder = { kind: 'task_reminder', channel: 'push' } as const;

it.each<[string, Parameters<typeof patchPreferences>[1], Parameters<typeof wantedNow>[1], Wish]>([
  ['is sent where nothing speaks against it', {}, reminder, { what: 'send' }],
  ['is dropped where its channel was turned off', { task_reminder: { push: 'off' } }, reminder, { what: 'drop' }],
  ['is held in quiet hours that hold by now', { quiet_hours: { from: '22:00', to: '07:00' } }, reminder, { what: 'hold', until: '2026-03-02T07:00:00Z' }],
  ['is sent where its channel has a digest by now', { task_reminder: { push: 'digest' } }, reminder, { what: 'send' }],
  ['is dropped as a digest where nothing goes into it any more', { task_reminder: { push: 'now' } }, { kind: 'digest', channel: 'push' }, { what: 'drop' }],
  ['is sent as a digest where one kind goes into it', { task_created: { push: 'digest' } }, { kind: 'digest', channel: 'push' }, { what: 'send' }],
])('a notification %s', (_what, patch, claim, wish) => expect(wantedNow(patchPreferences(defaultPreferences, patch), claim, night)).toEqual(wish));
