import { computed, signal } from '@preact/signals';
import type { Page } from '../../contracts/http/answer.ts';
import { get } from '../api.ts';
import { queue } from '../data/state.ts';
import type { ChatMessage } from '../types.ts';

/** The part of the conversation that has been read, the oldest message first. */
export const messages = signal<readonly ChatMessage[]>([]);

/** Where earlier messages begin; null if there are none, undefined before the first reading. */
export const earlier = signal<string | null | undefined>(undefined);

/** What was said and has not been answered yet, in order. */
export const unanswered = computed(() => queue.value.filter(({ act }) => act.kind === 'chat'));

/** What the person typed and has not sent. */
export const draft = signal('');

const pageSize = '40';

/** A choice is shown by its label, not by the message that it sends. */
const withLabels = (items: readonly ChatMessage[]): ChatMessage[] => {
  const labels = new Map(items.flatMap(({ choices }) => choices).map(({ label, message }) => [message, label]));
  return items.map((message) => (message.role === 'user' ? { ...message, text: labels.get(message.text) ?? message.text } : message));
};

/** Adds lines that were just said. */
export const takeSaid = (said: readonly ChatMessage[]): void => {
  const known = new Set(messages.value.map(({ id }) => id));
  messages.value = [...messages.value, ...said.filter(({ id }) => !known.has(id))];
};

/** Lines that were said while the conversation was being read, and are not in the answer yet. */
const saidMeanwhile = (before: readonly ChatMessage[], latest: readonly ChatMessage[]): ChatMessage[] => {
  const isIn = (lines: readonly ChatMessage[]) => (line: ChatMessage): boolean => lines.some(({ role, text }) => role === line.role && text === line.text);
  const known = new Set(before.map(({ id }) => id));
  return messages.value.filter((line) => !known.has(line.id) && !isIn(latest.slice(-4))(line));
};

/** Shows the part of the conversation that this browser keeps. */
export const showKept = (kept: readonly ChatMessage[]): void => {
  if (messages.value.length === 0) messages.value = kept;
};

/** Reads the latest part of the conversation; resolves with it. */
export const readLatest = async (): Promise<readonly ChatMessage[]> => {
  const before = messages.value;
  const { items, next_cursor } = await get<Page<ChatMessage>>('/chat', { limit: pageSize });
  const latest = withLabels(items.toReversed());
  const at = before.findIndex(({ id }) => id === latest[0]?.id);
  // Earlier parts stay only if they join on to what was just read.
  const kept = earlier.value !== undefined && at > 0 ? before.slice(0, at) : [];
  messages.value = [...kept, ...latest, ...saidMeanwhile(before, latest)];
  if (kept.length === 0) earlier.value = next_cursor;
  return latest;
};

/** Reads the part before what is shown. */
export const readEarlier = async (): Promise<void> => {
  if (!earlier.value) return;
  const { items, next_cursor } = await get<Page<ChatMessage>>('/chat', { limit: pageSize, cursor: earlier.value });
  messages.value = [...withLabels(items.toReversed()), ...messages.value];
  earlier.value = next_cursor;
};

/** Forgets the conversation, for the next person. */
export const clearChat = (): void => {
  messages.value = [];
  earlier.value = undefined;
  draft.value = '';
};
