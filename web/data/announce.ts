import { signal } from '@preact/signals';

/** A line for screen readers. */
export interface Announcement {
  id: number;
  text: string;
}

/** What screen readers are told, the oldest first. All that happens by itself is told here and nowhere else, so that nobody hears it twice. */
export const announcements = signal<readonly Announcement[]>([]);

const kept = 5;
let last = 0;

/** Has screen readers say a line once. */
export const announce = (text: string): void => {
  last += 1;
  announcements.value = [...announcements.value.slice(1 - kept), { id: last, text }];
};
