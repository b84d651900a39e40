import { createServer } from 'node:net';
import { runCommand } from '../runtime/run-command.ts';

const isFreeOn = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    // Without IPv6 the port cannot be taken there.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Whether nothing listens on a port, on any address. */
export const isFree = async (port: number): Promise<boolean> => {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) if (!(await isFreeOn(port, host))) return false;
  return true;
};

const holderOf = async (port: number): Promise<string> => {
  const { stdout } = await runCommand('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { timeoutMs: 5_000 });
  const pid = /^p(\d+)$/m.exec(stdout)?.[1];
  const name = /^c(.+)$/m.exec(stdout)?.[1];
  return pid === undefined ? 'another program' : `${name} (process ${pid})`;
};

/**
 * Rejects with a sentence about the first port that is taken; keys are ports, values say
 * whose they are.
 */
export const requireFree = async (ports: ReadonlyMap<number, string>): Promise<void> => {
  for (const [port, owner] of ports) {
    if (await isFree(port)) continue;
    throw new Error(`Port ${port}, which ${owner} needs, is taken by ${await holderOf(port)}: stop that program, then start again.`);
  }
};
