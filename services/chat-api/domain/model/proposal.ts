import { z } from 'zod';
import type { SingleIntent } from '../talk/intents.ts';
import { tools, type ToolContext } from './tools.ts';

/** A call of a tool as a model makes it: the arguments are JSON text. */
export interface ToolCall {
  name: string;
  arguments: string;
}

/** What a model's answer amounts to: intents, nothing to do, or nonsense. */
export type Proposal = { kind: 'proposed'; intents: SingleIntent[] } | { kind: 'nothing' } | { kind: 'nonsense'; why: string };

/** More calls than this are no answer to one message. */
const mostCalls = 20;

const byName = new Map(tools.map((tool) => [tool.name, tool]));

const json = z.string().max(100_000).transform((text, context): unknown => {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no JSON' });
    return z.NEVER;
  }
});

const intentOf = (call: ToolCall, context: ToolContext): SingleIntent | null | { why: string } => {
  const tool = byName.get(call.name);
  if (tool === undefined) return { why: 'unknown tool' };
  const input = json.pipe(tool.input).safeParse(call.arguments);
  return input.success ? tool.toIntent(input.data, context) : { why: 'bad arguments' };
};

/**
 * Reads the calls in an answer. One that cannot be read makes the whole answer worthless,
 * since half of a wish is another wish.
 */
export const readProposal = (calls: readonly ToolCall[], context: ToolContext): Proposal => {
  if (calls.length === 0) return { kind: 'nonsense', why: 'no call' };
  if (calls.length > mostCalls) return { kind: 'nonsense', why: 'too many calls' };
  const read = calls.map((call) => intentOf(call, context));
  const wrong = read.find((one) => one !== null && 'why' in one);
  if (wrong !== undefined) return { kind: 'nonsense', why: (wrong as { why: string }).why };
  const intents = read.filter((one) => one !== null) as SingleIntent[];
  return intents.length === 0 ? { kind: 'nothing' } : { kind: 'proposed', intents };
};
