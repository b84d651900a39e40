import { describe, expect, it } from 'vitest';
import type { Alert } from './alert.ts';
import { writeAlertMail } from './alert-mail.ts';
import { writeNotice } from './alert-notice.ts';

const alert: Alert = {
  kind: 'dead_letters', subject: 'f1', severity: 'error', summary: '12 events of type task.created could not be handled by audit-service (handler_failed)',
  details: { count: 12, event_type: null, message: 'no mail\r\nBcc: all@example.org' }, path: '/ops/dead-letters?group=f1', command: 'list --group f1', latest: null,
  state: 'firing', bad_rounds: 2, good_rounds: 0, fired_at: '2026-03-01T12:00:00.000Z', resolved_at: null, notified_at: null,
};
const facts = { id: 'n1', at: '2026-03-01T13:00:00.000Z', publicUrl: 'https://todo.example.org' };
const mail = (more: Partial<Alert> = {}, state: 'firing' | 'resolved' = 'firing') =>
  writeAlertMail(writeNotice({ ...alert, ...more }, { ...facts, state }), { from: 'Todo <todo@example.org>', to: ['a@example.org', 'b@example.org'] });

describe('an alert mail', () => {
  it('says what is wrong, since when, and where to look', () => {
    expect(mail()).toEqual({
      messageId: '<n1@todo.example.org>', from: 'Todo <todo@example.org>', to: ['a@example.org', 'b@example.org'],
      subject: '[ALERT] 12 events of type task.created could not be handled by audit-service (handler_failed)',
      text: [
        alert.summary, '', 'count: 12', 'event type: unknown', 'message: no mail Bcc: all@example.org', '',
        'Since 2026-03-01T12:00:00.000Z', 'Look at: https://todo.example.org/#/ops/dead-letters?group=f1', 'In a terminal: npm run ops -- list --group f1', '',
      ].join('\n'),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  });

  it('says when it was over', () => {
    expect(mail({}, 'resolved').subject).toMatch(/^\[Resolved] 12 events/);
    expect(mail({}, 'resolved').text).toContain('From 2026-03-01T12:00:00.000Z to 2026-03-01T13:00:00.000Z');
  });

  it('keeps its subject on one line, and short', () => {
    expect(mail({ summary: 'a\r\nBcc: all@example.org' }).subject).toBe('[ALERT] a Bcc: all@example.org');
    expect([...mail({ summary: '😀'.repeat(500) }).subject]).toHaveLength(200);
  });
});
