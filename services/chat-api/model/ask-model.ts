import type { Converse, Conversed } from '#platform/dapr/converse';
import type { Database } from '#platform/db/database';
import type { Logger } from '#platform/logger';
import { toLocalDate } from '../domain/due.ts';
import { estimateTokens, promptLimits, promptOf, type KnownTask, type Line } from '../domain/model/prompt.ts';
import { readProposal, type Proposal } from '../domain/model/proposal.ts';
import { toolSchemas } from '../domain/model/tools.ts';
import type { Conversation } from '../domain/talk/conversation.ts';
import type { SingleIntent } from '../domain/talk/intents.ts';
import { findByIds, findOpen } from '../store/find-tasks.ts';
import { findLines } from '../store/messages.ts';
import { settleTokens, takeTokens } from '../store/model-use.ts';
import { modelCalls, modelSeconds, modelTokens } from './metrics.ts';

/** What a language model is asked about. */
export interface AboutMessage {
  user: { id: string; time_zone: string };
  message: string;
  conversation: Conversation;
  now: string;
}

/**
 * Asks the language model what a message means; null if it does not say, for whatever
 * reason. Never throws.
 */
export type AskModel = (about: AboutMessage) => Promise<SingleIntent[] | null>;

/** The language model of this system. */
export interface Model {
  /** Who runs it, in words for people. */
  recipient: string;
  when: 'unsure' | 'always';
  tokensPerDay: number;
  ask: AskModel;
}

/** What {@link askModelThrough} needs. */
export interface AskDeps {
  database: Database;
  converse: Converse;
  log: Logger;
  /** The Dapr component. */
  component: string;
  limitMs: number;
  /** For one person and day. */
  tokensPerDay: number;
}

/** An answer is a few calls. */
const answerTokens = 500;
/** More questions at once would only make all of them late. */
const mostAtOnce = 16;

/** The tasks that were shown or spoken of, then the next due. */
const knownTasks = async ({ database }: AskDeps, { user, conversation }: AboutMessage): Promise<KnownTask[]> => {
  const named = await findByIds(database, user.id, [...new Set([...conversation.spoken, ...conversation.shown])].slice(0, promptLimits.tasks));
  const open = await findOpen(database, user.id, promptLimits.tasks);
  const others = open.filter(({ id }) => !named.some((one) => one.id === id));
  return [...named, ...others].slice(0, promptLimits.tasks);
};

type Outcome = Proposal['kind'] | 'late' | 'refused' | 'error' | 'busy' | 'spent';

interface Result {
  outcome: Outcome;
  intents?: SingleIntent[];
  why?: string;
}

const spentOn = ({ calls, tokens }: Conversed, promptTokens: number): { prompt: number; completion: number } =>
  tokens ?? { prompt: promptTokens, completion: estimateTokens(JSON.stringify(calls)) };

const resultOf = (proposal: Proposal): Result => ({ outcome: proposal.kind, ...(proposal.kind === 'proposed' && { intents: proposal.intents }), ...(proposal.kind === 'nonsense' && { why: proposal.why }) });

const question = async (deps: AskDeps, about: AboutMessage) => {
  const { id, time_zone } = about.user;
  const [lines, tasks]: [Line[], KnownTask[]] = [await findLines(deps.database, id, promptLimits), await knownTasks(deps, about)];
  return { messages: promptOf({ message: about.message, lines, tasks, now: about.now, time_zone }), tools: toolSchemas };
};

const ask = async (deps: AskDeps, about: AboutMessage): Promise<Result> => {
  const { now } = about;
  const use = { user_id: about.user.id, now };
  const asked = await question(deps, about);
  const promptTokens = estimateTokens(JSON.stringify(asked));
  if (!(await takeTokens(deps.database, use, promptTokens + answerTokens, deps.tokensPerDay))) return { outcome: 'spent' };
  const stop = modelSeconds.startTimer();
  const answer = await deps.converse(deps.component, asked, deps.limitMs);
  stop();
  if ('failed' in answer) {
    // An answer that came too late may have been paid for all the same.
    if (answer.failed !== 'late') await settleTokens(deps.database, use, -promptTokens - answerTokens);
    return { outcome: answer.failed, why: answer.why };
  }
  const { prompt, completion } = spentOn(answer, promptTokens);
  modelTokens.inc({ kind: 'prompt' }, prompt);
  modelTokens.inc({ kind: 'completion' }, completion);
  await settleTokens(deps.database, use, prompt + completion - promptTokens - answerTokens);
  return resultOf(readProposal(answer.calls, { today: toLocalDate(now, about.user.time_zone) }));
};

const failures: readonly Outcome[] = ['late', 'refused', 'error'];

/**
 * {@link AskModel} through the sidecar, within a limit of time, of tokens and of questions
 * at once.
 */
export const askModelThrough = (deps: AskDeps): AskModel => {
  let running = 0;
  return async (about) => {
    if (running >= mostAtOnce) {
      modelCalls.inc({ outcome: 'busy' });
      return null;
    }
    running += 1;
    try {
      const { outcome, intents, why } = await ask(deps, about);
      modelCalls.inc({ outcome });
      if (failures.includes(outcome)) deps.log.warn({ outcome, reason: why }, 'the language model did not answer');
      else deps.log.debug({ outcome, reason: why }, 'the language model was asked');
      return intents ?? null;
    } finally {
      running -= 1;
    }
  };
};
