import { describe, expect, it } from 'vitest';
import { parseNoticeWish } from './parse-notice-wish.ts';

describe('parseNoticeWish', () => {
  it.each([
    ['quiet from 22 to 7', { kind: 'quiet', from: '22:00', to: '07:00' }],
    ['Quiet hours from 10pm to 7:30 am', { kind: 'quiet', from: '22:00', to: '07:30' }],
    ['do not disturb between 12am and 6', { kind: 'quiet', from: '00:00', to: '06:00' }],
    ['no quiet hours', { kind: 'not_quiet' }],
    ['quiet off', { kind: 'not_quiet' }],
    ['snooze', { kind: 'snooze', minutes: 60 }],
    ['snooze an hour', { kind: 'snooze', minutes: 60 }],
    ['snooze it for 10 minutes', { kind: 'snooze', minutes: 10 }],
    ['snooze half an hour', { kind: 'snooze', minutes: 30 }],
    ['snooze 2 days!', { kind: 'snooze', minutes: 2_880 }],
  ])('reads «%s»', (text, wish) => {
    expect(parseNoticeWish(text)).toEqual(wish);
  });

  it.each(['add quiet evening tomorrow', 'quiet from 25 to 7', 'quiet from 7 to 7', 'quiet', 'snooze the milk task', 'snooze 0 minutes', 'quiet from 13pm to 7'])(
    'leaves «%s» to the rest of the chat',
    (text) => {
      expect(parseNoticeWish(text)).toBeNull();
    },
  );
});
