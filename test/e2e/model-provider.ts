import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';
import type { InstanceOptions } from '../../tools/instance/types.ts';

/** How the provider answers: calls of tools, a text, a status, or not at all. */
export type ProviderAnswer = { calls: [name: string, input: object | string][] } | { text: string } | { status: number } | 'silent';

/** What the provider was asked, in OpenAI's protocol. */
export interface ProviderRequest {
  authorization: string | undefined;
  model: string;
  messages: { role: string; content: string | { text: string }[] }[];
  tools: { type: string; function: { name: string; parameters: { type: string } } }[];
  tool_choice: unknown;
}

/** Who runs the model, as people of the tests are told. */
export const recipient = 'Test Provider';

const port = 3020;
const key = 'a-key-for-tests';
/** Another name than that of the examples, which whoever runs the tests may have copied for themselves. */
const name = 'test-model';
const shift = 10_000;

const requests: ProviderRequest[] = [];
let answer: ProviderAnswer = { text: '' };
let server: Server | undefined;
let folder: string | undefined;

/** The provider of a language model, which does what a test says. */
export const provider = {
  requests,
  key,
  answers: (next: ProviderAnswer): void => {
    requests.length = 0;
    answer = next;
  },
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const messageOf = (said: Exclude<ProviderAnswer, 'silent' | { status: number }>): object =>
  'text' in said
    ? { role: 'assistant', content: said.text }
    : { role: 'assistant', content: null, tool_calls: said.calls.map(([name, input], at) => ({ id: `call_${at}`, type: 'function', function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) } })) };

const completionOf = (said: Exclude<ProviderAnswer, 'silent' | { status: number }>): object => ({
  id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'test',
  choices: [{ index: 0, message: messageOf(said), finish_reason: 'text' in said ? 'stop' : 'tool_calls' }],
  usage: { prompt_tokens: 900, completion_tokens: 30, total_tokens: 930 },
});

/** The example of the component, with the provider of the tests in the place of OpenAI. */
const component = (): string =>
  readFileSync(join(projectRoot, 'components/chat-model.openai.yaml.example'), 'utf8')
    .replace('name: chat-model', `name: ${name}`)
    .replace('envRef: CHAT_MODEL_KEY', `value: ${key}`)
    .replace('https://api.openai.com/v1', `http://127.0.0.1:${port}/v1`);

/** Starts the provider; returns what the system needs to ask it. */
export const startProvider = async (): Promise<Partial<InstanceOptions>> => {
  server = createServer(async (request, response) => {
    requests.push({ authorization: request.headers.authorization, ...(JSON.parse(await bodyOf(request)) as Omit<ProviderRequest, 'authorization'>) });
    if (answer === 'silent') return;
    const [status, body] = 'status' in answer ? [answer.status, { error: { message: 'not now', type: 'test' } }] : [200, completionOf(answer)];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(port + shift, '127.0.0.1');
  await once(server, 'listening');
  folder = mkdtempSync(join(tmpdir(), 'todo-model-'));
  writeFileSync(join(folder, `${name}.yaml`), component());
  return { portOffset: shift, extraResources: [folder], env: { 'chat-api': { CHAT_MODEL: name, CHAT_MODEL_RECIPIENT: recipient, CHAT_MODEL_SECONDS: '2' } } };
};

/** Stops it. */
export const stopProvider = async (): Promise<void> => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  server?.closeAllConnections();
  await new Promise<unknown>((resolve) => (server === undefined ? resolve(null) : server.close(resolve)));
};
