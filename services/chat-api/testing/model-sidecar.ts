import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call of a tool as a test has the model make it. */
export type Called = [name: string, input: object | string];

/** How the model of a test behaves: calls, or a status with a text, or it says nothing at all. */
export type Behaviour = { calls: Called[]; usage?: { promptTokens: string; completionTokens: string; totalTokens: string } } | { status: number; body: string } | 'silent';

/** What a sidecar was asked. */
export interface AskedSidecar {
  path: string;
  inputs: { messages: Record<string, { content: { text: string }[] }>[] }[];
  tools: { function: { name: string } }[];
  toolChoice: string;
}

/**
 * A stand-in for the sidecar's Conversation API, whose model does what a test says;
 * test/e2e/suites/chat-model.ts has the real one.
 */
export interface ModelSidecar {
  port: number;
  /** All questions so far. */
  asked: AskedSidecar[];
  behave(how: Behaviour): void;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const answerOf = ({ calls, usage }: Exclude<Behaviour, 'silent' | { status: number }>): object => ({
  outputs: [{ choices: [{ finishReason: 'tool_calls', index: '0', message: { toolCalls: calls.map(([name, input], at) => ({ id: `call_${at}`, function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) } })) } }], ...(usage && { usage }) }],
});

/** Starts it on a free port. */
export const startModelSidecar = async (): Promise<ModelSidecar> => {
  const asked: AskedSidecar[] = [];
  let how: Behaviour = { calls: [] };
  const server = createServer(async (request, response) => {
    asked.push({ path: request.url!, ...(JSON.parse(await bodyOf(request)) as Omit<AskedSidecar, 'path'>) });
    if (how === 'silent') return;
    const [status, body] = 'status' in how ? [how.status, how.body] : [200, JSON.stringify(answerOf(how))];
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    behave: (next) => void (how = next),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
