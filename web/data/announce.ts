import { signal } from '@preact/signals';

/** A line for screen readers. */
export interface Announcement {
  id: number;
  text: string;
}

/**
 * Lines for screen readers, the oldest first. Everything that happens by itself is
 * announced here and nowhere else, so that nobody hears it twice.
 */
export const announcements = signal<readonly Announcement[]>([]);

const kept = 5;
let last = 0;

/** Has screen readers speak a line once. */
export const announce = (text: string): void => {
  last += 1;
  announcements.value = [...announcements.value.slice(1 - kept), { id: last, text }];
};
