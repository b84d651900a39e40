import { toDueLocal } from '../due.ts';
import type { TimeContext } from './types.ts';

/** The wall clock of a person: their date and the minutes of their day. */
export interface Wall {
  today: string;
  minutes: number;
  local: string;
}

/** The date and time that a clock on the person's wall shows. */
export const wallOf = ({ now, time_zone }: Pick<TimeContext, 'now' | 'time_zone'>): Wall => {
  const local = toDueLocal(now, time_zone);
  return { local, today: local.slice(0, 10), minutes: Number(local.slice(11, 13)) * 60 + Number(local.slice(14)) };
};
