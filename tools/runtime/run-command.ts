import { spawn, type ChildProcess } from 'node:child_process';

/** How a command ended; `output` holds stdout and stderr, its last 64 KiB. */
export interface Result {
  ok: boolean;
  stdout: string;
  output: string;
}

const keep = 64 * 1024;

const running = new Set<ChildProcess>();

/** Ends the commands that still run, when the reader stops a start half-way. */
export const killCommands = (): void => {
  for (const child of running) child.kill('SIGTERM');
};

/**
 * Runs a command to its end without a shell or stdin; never rejects: a command that is
 * missing or too slow is not `ok`.
 */
export const runCommand = (
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; timeoutMs?: number; runAs?: { uid: number; gid: number } } = {},
): Promise<Result> =>
  new Promise((resolve) => {
    const { cwd, env, timeoutMs, runAs } = options;
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      ...runAs,
      ...(cwd !== undefined && { cwd }),
      ...(timeoutMs !== undefined && { timeout: timeoutMs, killSignal: 'SIGKILL' as const }),
    });
    running.add(child);
    let stdout = '';
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      output = (output + chunk.toString()).slice(-keep);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-keep);
    });
    const end = (result: Result): void => {
      running.delete(child);
      resolve(result);
    };
    child.on('error', (error) => end({ ok: false, stdout, output: `${output}${error.message}` }));
    child.on('close', (code) => end({ ok: code === 0, stdout, output }));
  });
