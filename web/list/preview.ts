import { signal } from '@preact/signals';
import { post } from '../api.ts';

/** A stretch of a message and what the chat understands it as. */
interface Part {
  text: string;
  kind: string;
}

/** How the chat would read what is being typed. */
export interface Reading {
  /** The words that it has understood, each with its kind. */
  parts: readonly Part[];
  /** What it would do, or ask. */
  says: string;
}

/** The reading of what is being typed; null if there is none. */
export const reading = signal<Reading | null>(null);

interface Preview {
  parts: Part[];
  summary: string | null;
  question: string | null;
}

let wanted = '';

const shown = new Set(['title', 'time', 'tag', 'priority']);

/**
 * Asks how the chat would read a message, without doing anything. Shows nothing if the
 * server cannot be asked.
 */
export const preview = async (message: string): Promise<void> => {
  wanted = message;
  if (message === '') return void (reading.value = null);
  const answer = await post<Preview>('/chat/preview', { message }).catch(() => null);
  if (wanted !== message) return;
  reading.value = answer && { parts: answer.parts.filter(({ kind }) => shown.has(kind)), says: answer.question ?? answer.summary ?? '' };
};
