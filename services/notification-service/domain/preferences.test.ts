import { describe, expect, it } from 'vitest';
import { defaultPreferences, patchPreferences, preferences, unsubscribe, wantedChannels } from './preferences.ts';

const messagesOf = (value: unknown): string => JSON.stringify(preferences.safeParse(value).error?.issues);

describe('preferences', () => {
  it('remind on all channels and tell of new tasks on the page, until somebody says otherwise', () => {
    expect(wantedChannels({ preferences: defaultPreferences, can_push: true }, 'task_reminder').map(({ channel }) => channel)).toEqual(['email', 'push', 'in_app']);
    expect(wantedChannels({ preferences: defaultPreferences, can_push: true }, 'task_created')).toEqual([{ channel: 'in_app', mode: 'now' }]);
  });

  it('leave push out while no browser takes it', () => {
    expect(wantedChannels({ preferences: defaultPreferences, can_push: false }, 'task_reminder').map(({ channel }) => channel)).toEqual(['email', 'in_app']);
  });

  it('change only where a patch says so', () => {
    const patched = patchPreferences(defaultPreferences, { quiet_hours: { from: '22:00', to: '07:00' }, task_reminder: { push: 'digest' } });
    expect(patched).toEqual({
      ...defaultPreferences,
      quiet_hours: { from: '22:00', to: '07:00' },
      task_reminder: { ...defaultPreferences.task_reminder, push: 'digest' },
    });
    expect(patchPreferences(patched, { quiet_hours: null }).quiet_hours).toBeNull();
  });

  it('say what they would accept', () => {
    expect(messagesOf({ ...defaultPreferences, time_zone: 'Mars/Olympus' })).toContain('IANA time zone such as Europe/Berlin');
    expect(messagesOf({ ...defaultPreferences, time_zone: '+01:00' })).toContain('IANA time zone such as Europe/Berlin');
    expect(messagesOf({ ...defaultPreferences, quiet_hours: { from: '25:00', to: '07:00' } })).toContain('a local time from 00:00 to 23:59');
    expect(messagesOf({ ...defaultPreferences, quiet_hours: { from: '07:00', to: '07:00' } })).toContain('must differ');
    expect(messagesOf({ ...defaultPreferences, task_created: { email: 'sometimes', push: 'off', in_app: 'off' } })).toContain('digest');
  });

  it('stop one kind on one channel, or all that its digest carries', () => {
    expect(unsubscribe(defaultPreferences, 'task_reminder', 'email').task_reminder).toEqual({ email: 'off', push: 'now', in_app: 'now' });
    const digested = patchPreferences(defaultPreferences, { task_created: { email: 'digest' }, task_reminder: { email: 'now', push: 'digest' } });
    expect(unsubscribe(digested, 'digest', 'email')).toEqual(patchPreferences(digested, { task_created: { email: 'off' } }));
  });
});
