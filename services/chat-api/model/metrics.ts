import { Counter, Histogram } from 'prom-client';
import { registry } from '#platform/metrics';

const registers = [registry];

/** Messages about which a language model was to be asked, by outcome. */
export const modelCalls = new Counter({
  name: 'chat_model_calls_total',
  help: 'Messages about which a language model was to be asked, by outcome: proposed, nothing, nonsense, late, refused, error, busy, spent',
  labelNames: ['outcome'] as const,
  registers,
});

/** What the answers cost. */
export const modelTokens = new Counter({
  name: 'chat_model_tokens_total',
  help: 'Tokens of questions and answers, as the provider counts them; estimated where it does not',
  labelNames: ['kind'] as const,
  registers,
});

/** How long a person waits for the model. */
export const modelSeconds = new Histogram({ name: 'chat_model_seconds', help: 'From the question to the answer or its failure', buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30], registers });
