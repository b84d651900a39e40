import type { Table } from '../conversation.ts';
import { plainSpeech } from './plain-speech.ts';

/** Every kind of conversation that the chat is held to. */
export const tables: readonly Table[] = [plainSpeech];
