import { describe, expect, it } from 'vitest';
import { dueText, withoutZone, wordDigest, wordNotice } from './content.ts';
import { writeMail } from './mail.ts';

const facts = {
  notification_id: '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001',
  kind: 'task_reminder' as const,
  to: { address: 'ada@example.org', name: 'Ada', time_zone: 'Europe/Berlin' },
  from: 'Todo <todo@example.org>',
  public_url: 'https://todo.example.org',
  unsubscribe_token: 'a-token',
  act_tokens: { done: 'done-token', snooze: 'snooze-token' },
};
const milk = { id: '0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a002', facts: { title: 'buy milk', description: 'the oat one\nfrom the corner shop', tags: ['home', 'shop'] } };
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
    const mail = writeMail({ title: 'Reminder: buy milk', body: 'Due.', tasks: [milk] }, facts);
    expect(mail.messageId).toBe('<0192f0c1-7c43-7a5e-9d5e-7d2f4ad6a001@todo.example.org>');
    expect(mail.headers).toMatchObject({
      'List-Unsubscribe': '<https://todo.example.org/unsubscribe/a-token>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(mail.text).toBe(
      [
        'Reminder: buy milk', 'Due.', 'the oat one\nfrom the corner shop', '#home #shop',
        `Done: https://todo.example.org/#/mail?token=done-token\nSnooze 1 hour: https://todo.example.org/#/mail?token=snooze-token\nOpen the task: https://todo.example.org/#/task/${milk.id}`,
        'Stop these mails: https://todo.example.org/#/unsubscribe?token=a-token\nNotification settings: https://todo.example.org/#/settings\n',
      ].join('\n\n'),
    );
    for (const part of ['<h1', 'the oat one<br>from the corner shop', '#home</span>', 'href="https://todo.example.org/#/mail?token=done-token"', 'prefers-color-scheme: dark']) expect(mail.html).toContain(part);
  });

  it('lets no title write headers or markup', () => {
    const title = 'x\r\nBcc: eve@example.org\u2028\u202Ey <img src=x onerror="alert(1)">&';
    const task = { id: milk.id, facts: { title, description: '<img src=x>', tags: ['"><script>'] } };
    const to = { ...facts.to, name: 'A\r\nBcc: eve@example.org' };
    const mail = writeMail({ title: `Reminder: ${title}`, body: '<script>alert(1)</script>\nnext', tasks: [task] }, { ...facts, to });
    expect(mail.subject).not.toMatch(/[\r\n\u2028\u202e]/);
    expect(mail.to.name).not.toMatch(/[\r\n]/);
    expect(mail.html).not.toMatch(/<script|<img/);
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;<br>next');
  });

  it('keeps a title whole that looks like the words before it', () => {
    const content = { title: 'Reminder: Reminder: call mom', body: '', tasks: [{ id: milk.id, facts: { title: 'Reminder: call mom' } }] };
    expect(writeMail(content, facts).text).toMatch(/^Reminder: Reminder: call mom\n/);
    expect(writeMail({ ...content, tasks: [{ id: milk.id, facts: {} }] }, facts).subject).toBe('Reminder: Reminder: call mom');
  });

  it('names the zone of a time only where it is not the reader’s', () => {
    const body = '• a, due Sun, 22 Nov 2026, 09:00 (Europe/Berlin)\n• b, due Sun, 22 Nov 2026, 09:00 (Asia/Tokyo)';
    expect(withoutZone(body, 'Europe/Berlin')).toBe('• a, due Sun, 22 Nov 2026, 09:00\n• b, due Sun, 22 Nov 2026, 09:00 (Asia/Tokyo)');
    expect(withoutZone('meet (Europe/Berlin)', 'Europe/Berlin')).toBe('meet (Europe/Berlin)');
    expect(writeMail({ title: 'Reminder: a', body, tasks: [] }, facts).text).toContain('09:00\n• b');
  });

  it('leads from a digest to the tasks, and shows only the beginning of long notes', () => {
    const digest = writeMail({ title: 'Your tasks today: 2 notices', body: '• a\n• b', tasks: [milk, milk] }, { ...facts, kind: 'digest', act_tokens: null });
    expect(digest.text).toContain('Open your tasks: https://todo.example.org\n');
    expect(digest.text).not.toMatch(/Done|oat/);
    const long = writeMail({ title: 'Reminder: a', body: '', tasks: [{ id: milk.id, facts: { description: '😀'.repeat(1_500) } }] }, facts);
    expect(long.text).toContain(`${'😀'.repeat(999)}…`);
  });

  it('keeps a long title out of the subject, but in the mail', () => {
    const mail = writeMail({ title: 'x'.repeat(500), body: '', tasks: [] }, facts);
    expect(mail.subject).toHaveLength(200);
    expect(mail.text).toContain('x'.repeat(500));
  });
});
