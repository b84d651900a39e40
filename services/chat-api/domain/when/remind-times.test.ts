import { table } from '../../testing/time-tables.ts';

table('when to remind', [
  ['remind me 30 minutes before x', 'remind 30 min before', 'remind me x'],
  ['remind me about x an hour before', 'remind 60 min before', 'remind me about x'],
  ['remind me a day and an hour before x', 'remind 1440 min before, 60 min before', 'remind me x'],
  ['remind me an hour and 15 minutes before', 'remind 75 min before', 'remind me'],
  ['remind me the day before x', 'remind 1440 min before', 'remind me x'],
  ['remind me the evening before x', 'remind 1 days before at 18:00', 'remind me x'],
  ['remind me the day before at 6pm about x', 'remind 1 days before at 18:00', 'remind me about x'],
  ['remind me on the morning of x', 'remind 0 days before at 09:00', 'remind me x'],
  ["remind me when it's due", 'remind 0 min before', 'remind me'],
  ['remind me 10 minutes earlier', 'remind 10 min before', 'remind me'],
  ['remind me tomorrow at 8 about x', '2026-11-27T08:00', 'remind me about x'],
  ['remind me in 3 minutes to x', '2026-11-26T14:33', 'remind me to x'],
  ['x friday at 10, remind me 2 hours before', '2026-11-27T10:00 + remind 120 min before'],
  ['x friday at 10 with reminders 1 day and 1 hour before', '2026-11-27T10:00 + remind 1440 min before, 60 min before'],
  ['x friday at 10 and remind me at 9:30', '2026-11-27T10:00 + remind 0 days before at 09:30'],
  ['x friday at 10, remind me thursday at 18:00', '2026-11-27T10:00 + remind 2026-11-26T18:00'],
  ['remind me later', 'ask when', 'remind me later'],
  ['remind me in 15', 'ask when', 'remind me in 15'],
]);

table('how long', [
  ['snooze x for 30 minutes', 'for 0m 0d 30min', 'snooze x'],
  ['snooze x 90 min', 'for 0m 0d 90min', 'snooze x'],
  ['push x back two hours', 'for 0m 0d 120min', 'push x back'],
  ['move x a week later', 'for 0m 7d 0min later', 'move x'],
  ['move x 2 hours earlier', 'for 0m 0d 120min earlier', 'move x'],
  ['postpone x by a month', 'for 1m 0d 0min', 'postpone x'],
  ['postpone x by 1 hour 30 minutes', 'for 0m 0d 90min', 'postpone x'],
]);
