import type { TimeContext } from '../when/types.ts';
import type { Conversation } from './conversation.ts';
import type { Option } from './intents.ts';
import type { Understood } from './reading.ts';

/** What a message means in its conversation: by itself, or as an answer to the question asked. */
export type Meant = Understood | { kind: 'chosen'; option: Option };

/** A message, and the conversation that it belongs to. */
export interface Spoken {
  text: string;
  conversation: Conversation;
  context: TimeContext;
}
