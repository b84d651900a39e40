import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { Announcing } from './announce.ts';
import { ApiRefused } from './call-api.ts';
import { tools, type Tool } from './tools.ts';

const asText = (value: unknown): { content: { type: 'text'; text: string }[] } => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });

const run = async (tool: Tool, input: unknown, deps: Announcing): Promise<ReturnType<typeof asText> & { isError?: true }> => {
  try {
    return asText(await tool.run(input as never, deps));
  } catch (error) {
    if (error instanceof ApiRefused) return { content: [{ type: 'text', text: error.message }], isError: true };
    throw error;
  }
};

/** The tools for one request of an assistant. */
const serverFor = (deps: Announcing): McpServer => {
  const server = new McpServer({ name: 'todo', version: '1.0.0' }, { instructions: 'The tasks of one person. What deletes, or changes several, takes two steps: it is announced first, and confirmed when the person has agreed.' });
  for (const tool of tools) {
    const { name, description, input, reads = false, destroys = false } = tool;
    server.registerTool(name, { description, inputSchema: input, annotations: { readOnlyHint: reads, destructiveHint: destroys, openWorldHint: false } }, (args: unknown) => run(tool, args, deps));
  }
  return server;
};

/** Answers one request of the Model Context Protocol, whose body is parsed. */
export const answerMcp = (request: Request, parsedBody: unknown, deps: Announcing): Promise<Response> =>
  createMcpHandler(() => serverFor(deps), { responseMode: 'json' }).fetch(request, { parsedBody });
