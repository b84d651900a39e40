import type { Table } from '../conversation.ts';
import { changing, deleting, finishing, moving, plurals, repeating, states } from './commands.ts';
import { field } from './field.ts';
import { plainSpeech } from './plain-speech.ts';
import { answering, corrections, listing, nothing, references, settings, several, typing, undoing } from './talking.ts';

/** Every kind of conversation that the chat is held to. */
export const tables: readonly Table[] = [
  plainSpeech, field, finishing, states, deleting, plurals, changing, moving, repeating, nothing, references, corrections, answering, listing, several, typing, undoing, settings,
];
