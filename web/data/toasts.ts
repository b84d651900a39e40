import { signal } from '@preact/signals';
import type { Act } from './acts.ts';
import { announce } from './announce.ts';

/** Something that a toast offers: an act, or a place to go to. */
export type Offer = { label: string; act: Act; title: string } | { label: string; href: string };

/** A line that is shown until it is read, with what can be done about it. */
export interface Toast {
  id: number;
  text: string;
  detail?: string;
  kind: 'done' | 'problem' | 'notice';
  /** Shown before others that can wait. */
  urgent?: boolean;
  offers: readonly Offer[];
}

/** The toasts that wait to be read, the oldest first. */
export const toasts = signal<readonly Toast[]>([]);

let last = 0;

/**
 * Shows a line. It replaces a message about what was just done; notices and problems stay
 * until they are read.
 */
export const say = ({ text, detail, kind = 'done', urgent = false, offers = [] }: Partial<Toast> & { text: string }): number => {
  last += 1;
  announce(detail === undefined ? text : `${text}. ${detail}`);
  const rest = kind === 'done' ? toasts.value.filter((toast) => toast.kind !== 'done') : toasts.value;
  const all = [...rest, { id: last, text, kind, urgent, offers, ...(detail !== undefined && { detail }) }];
  toasts.value = [...all.filter((toast) => toast.urgent), ...all.filter((toast) => !toast.urgent)];
  return last;
};

/** Removes a line. */
export const dismiss = (id: number): void => {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
};
