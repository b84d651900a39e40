import { describe, expect, it } from 'vitest';
import { dueText, wordDigest, wordNotice } from './content.ts';
import { writeMail } from './mail.ts';

const facts = {
  notification_id: '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001',
  to: { address: 'ada@example.org', name: 'Ada' },
  from: 'Todo <todo@example.org>',
  public_url: 'https://todo.example.org',
  unsubscribe_token: 'a-token',
};
const wording = { kind: 'task_reminder', title: 'buy milk', due_at: '2026-11-22T08:00:00.000Z', late_seconds: 0, collapsed: 0 } as const;

describe('what a notice says', () => {
  it('names the due time in the zone in which the task is meant', () => {
    expect(wordNotice(wording, { time_zone: 'Europe/Berlin', due_local: '2026-11-22T09:00' })).toEqual({
      title: 'Reminder: buy milk',
      body: 'Due Sun, 22 Nov 2026, 09:00 (Europe/Berlin).',
    });
  });

  it('names a whole day as a day, and UTC where the zone is not known', () => {
    expect(dueText({ due_local: '2026-11-22', time_zone: 'Europe/Berlin' }, wording.due_at)).toBe('Sun, 22 Nov 2026');
    expect(dueText({}, wording.due_at)).toContain('08:00 (UTC)');
    expect(dueText({}, null)).toBeNull();
  });

  it('does not say that a task without a date is due', () => {
    const { body } = wordNotice({ ...wording, due_at: null }, { due_local: null, due_date: null });
    expect(body).toBe('You asked to be reminded of it; it has no date.');
    expect(wordNotice({ ...wording, kind: 'task_created', due_at: null }, {}).body).toBe('It has no due date.');
  });

  it('uses the present title, and says what is late', () => {
    const { title, body } = wordNotice({ ...wording, late_seconds: 600, collapsed: 2 }, { title: 'buy oat milk' });
    expect(title).toBe('Reminder: buy oat milk');
    expect(body).toContain('10 minutes late. It stands for 2 earlier ones too.');
  });

  it('lists the tasks of a digest', () => {
    const { title, body } = wordDigest([{ title: 'a', facts: {} }, { title: 'b\nc', facts: { due_local: '2026-11-22' } }]);
    expect(title).toBe('Your tasks today: 2 notices');
    expect(body).toBe('• a\n• b c, due Sun, 22 Nov 2026');
  });
});

describe('a mail', () => {
  it('has the same Message-ID at each try, a text and an HTML part, and a link that one click follows', () => {
    const mail = writeMail({ title: 'Reminder: buy milk', body: 'Due.' }, facts);
    expect(mail.messageId).toBe('<0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001@todo.example.org>');
    expect(mail.headers).toMatchObject({
      'List-Unsubscribe': '<https://todo.example.org/unsubscribe/a-token>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(mail.text).toContain('https://todo.example.org/unsubscribe/a-token');
    expect(mail.html).toContain('<h1');
  });

  it('lets no title write headers or markup', () => {
    const title = 'Reminder: x\r\nBcc: eve@example.org\u2028\u202Ey <img src=x onerror="alert(1)">&';
    const mail = writeMail({ title, body: '<script>alert(1)</script>\nnext' }, { ...facts, to: { address: 'ada@example.org', name: 'A\r\nBcc: eve@example.org' } });
    expect(mail.subject).not.toMatch(/[\r\n\u2028\u202e]/);
    expect(mail.to.name).not.toMatch(/[\r\n]/);
    expect(mail.html).not.toMatch(/<script|<img/);
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;<br>next');
  });

  it('keeps a long title out of the subject, but in the mail', () => {
    const mail = writeMail({ title: 'x'.repeat(500), body: '' }, facts);
    expect(mail.subject).toHaveLength(200);
    expect(mail.text).toContain('x'.repeat(500));
  });
});
