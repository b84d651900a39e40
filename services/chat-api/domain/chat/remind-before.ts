const minutes: Record<string, number> = { m: 1, h: 60, d: 1440, w: 10_080 };
const word = '(\\d{1,4}|an?|one|half an)\\s*(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)';
const before = new RegExp(`(?:^|[\\s,]+)(?:and\\s+)?(remind me\\s+|(?:with\\s+)?(?:a\\s+)?reminder\\s+)?${word}\\s+(?:before(?:hand)?|in advance)$`, 'i');

const toMinutes = (amount: string, unit: string): number => {
  const factor = minutes[unit[0]!.toLowerCase()]!;
  const said = amount.toLowerCase();
  if (said === 'half an') return factor / 2;
  return (/^\d/.test(said) ? Number(said) : 1) * factor;
};

/** Takes "remind me 30 minutes before" off the end of a text; several may follow each other. */
export const takeRemindBefore = (text: string): { text: string; remind_before: number[] | null } => {
  const found: number[] = [];
  let rest = text;
  for (let match = before.exec(rest); match !== null && found.length < 20; match = before.exec(rest)) {
    found.unshift(Math.min(Math.floor(toMinutes(match[2]!, match[3]!)), 525_600));
    rest = rest.slice(0, match.index);
  }
  return { text: rest, remind_before: found.length === 0 ? null : found };
};
