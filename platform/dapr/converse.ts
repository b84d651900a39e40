import { Pool } from 'undici';
import { z } from 'zod';
import { traceHeaders } from '../telemetry.ts';

/** A question to a language model, in the form of Dapr's Conversation API (alpha2). */
export interface Conversing {
  messages: readonly object[];
  tools: readonly object[];
}

/** What came back: calls of tools, and tokens where the provider counts them. */
export interface Conversed {
  calls: { name: string; arguments: string }[];
  /** Null: the provider does not say. */
  tokens: { prompt: number; completion: number } | null;
}

/**
 * Why there is no answer: it took too long, the provider wants fewer requests, or anything
 * else.
 */
export type ConverseFailure = { failed: 'late' | 'refused' | 'error'; why: string };

/** Asks a language model through the sidecar; never throws. */
export type Converse = (component: string, question: Conversing, limitMs: number) => Promise<Conversed | ConverseFailure>;

const mostAnswerBytes = 1024 * 1024;

const call = z.object({ function: z.object({ name: z.string().default(''), arguments: z.string().default('') }) });

/** Whole numbers of 64 bits are text in the JSON of protobuf. */
const count = z.coerce.number().int().min(0).default(0);

const answer = z.object({
  outputs: z
    .array(
      z.object({
        choices: z.array(z.object({ message: z.object({ toolCalls: z.array(call).default([]) }).default({ toolCalls: [] }) })).default([]),
        usage: z.object({ promptTokens: count, completionTokens: count, totalTokens: count }).nullish(),
      }),
    )
    .default([]),
});

/** Each output carries the usage of the whole answer. */
const tokensOf = ({ outputs }: z.infer<typeof answer>): Conversed['tokens'] => {
  const usage = outputs.map((output) => output.usage).find((one) => one != null);
  if (usage == null || usage.promptTokens + usage.completionTokens + usage.totalTokens === 0) return null;
  return { prompt: usage.promptTokens, completion: Math.max(usage.completionTokens, usage.totalTokens - usage.promptTokens) };
};

const readAnswer = (text: string): Conversed | ConverseFailure => {
  try {
    const read = answer.parse(JSON.parse(text));
    const calls = read.outputs.flatMap(({ choices }) => choices.slice(0, 1)).flatMap(({ message }) => message.toolCalls.map((one) => one.function));
    return { calls, tokens: tokensOf(read) };
  } catch {
    return { failed: 'error', why: 'the sidecar’s answer has another form' };
  }
};

/**
 * daprd answers 500 for all of a provider's errors and quotes their status; the rest of its
 * words may quote the question.
 */
const failureOf = (status: number, text: string): ConverseFailure => {
  const provider = /status code: (\d{3})\b/.exec(text)?.[1];
  const code = /"errorCode":\s*"(\w+)"/.exec(text)?.[1] ?? 'no error code';
  return { failed: provider === '429' ? 'refused' : 'error', why: provider === undefined ? `the sidecar answers ${status} ${code}` : `the provider answers ${provider}` };
};

const isLate = ({ name }: Error): boolean => name === 'TimeoutError' || name === 'AbortError';

/** {@link Converse} over HTTP: the SDK has no client for it. */
export const daprConverse = (daprPort: number, apiToken: string | undefined): Converse => {
  const headers = { 'content-type': 'application/json', ...(apiToken === undefined ? {} : { 'dapr-api-token': apiToken }) };
  const sidecar = new Pool(`http://127.0.0.1:${daprPort}`, { connections: 16, connect: { timeout: 2_000 }, maxResponseSize: mostAnswerBytes });
  return async (component, { messages, tools }, limitMs) => {
    try {
      const path = `/v1.0-alpha2/conversation/${encodeURIComponent(component)}/converse`;
      const body = JSON.stringify({ inputs: [{ messages }], tools, toolChoice: 'required' });
      const response = await sidecar.request({ method: 'POST', path, headers: { ...headers, ...traceHeaders() }, body, signal: AbortSignal.timeout(limitMs) });
      const text = await response.body.text();
      return response.statusCode >= 300 ? failureOf(response.statusCode, text) : readAnswer(text);
    } catch (error) {
      return isLate(error as Error) ? { failed: 'late', why: `no answer within ${limitMs} ms` } : { failed: 'error', why: (error as NodeJS.ErrnoException).code ?? (error as Error).name };
    }
  };
};
