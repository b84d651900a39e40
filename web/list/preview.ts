import { signal } from '@preact/signals';
import { post } from '../api.ts';

/** What the chat reads in a part of a message. */
export interface Reading {
  /** Such as `due`, `tag`, `title`; decides the look. */
  kind: string;
  text: string;
}

/** How the chat would read what is being typed. */
export const readings = signal<readonly Reading[]>([]);

let wanted = '';

interface Preview {
  parts: { kind: string; text: string; reading: string }[];
}

/** Asks how the chat would read a message; nothing is done. Where it cannot be asked, nothing is shown. */
export const preview = async (message: string): Promise<void> => {
  wanted = message;
  if (message.trim() === '') return void (readings.value = []);
  const answer = await post<Preview>('/chat/preview', { message }).catch((): Preview => ({ parts: [] }));
  if (wanted === message) readings.value = answer.parts.map(({ kind, reading }) => ({ kind, text: reading }));
};
