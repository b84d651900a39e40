import { spawn, type ChildProcess } from 'node:child_process';
import { kubectl } from './render.ts';

/** The output of a kubectl command; rejects with its message if it failed. */
export const kube = (...args: string[]): Promise<string> => run([...args]);

/** {@link kube} with a manifest on its standard input. */
export const kubeApply = (manifests: string): Promise<string> => run(['apply', '-f', '-'], manifests);

const run = (args: string[], input = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(kubectl!, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let [out, failure] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (failure += chunk.toString()));
    child.on('error', reject);
    child.on('close', (status) => (status === 0 ? resolve(out) : reject(new Error(`kubectl ${args.join(' ')}: ${failure}`))));
    child.stdin.end(input);
  });

/** A resource as the API server has it. */
export const kubeGet = async <T>(...args: string[]): Promise<T> => JSON.parse(await kube('get', ...args, '-o', 'json')) as T;

const forwards = new Set<ChildProcess>();

/** A port of this machine that leads to a port of a Service; open until {@link endForwards}. */
export const forward = (service: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(kubectl!, ['-n', 'todo', 'port-forward', `service/${service}`, `:${port}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    forwards.add(child);
    child.stdout.on('data', (chunk: Buffer) => {
      const local = /127\.0\.0\.1:(\d+) ->/.exec(chunk.toString())?.[1];
      if (local !== undefined) resolve(Number(local));
    });
    child.on('close', () => reject(new Error(`kubectl port-forward service/${service} ended`)));
  });

/** Ends all port-forwards. */
export const endForwards = (): void => {
  for (const child of forwards) child.kill();
};

/**
 * Runs a module inside the pod of a Deployment's service, with its environment; resolves
 * with its output.
 */
export const runInside = (deployment: string, module: string): Promise<string> =>
  kube('-n', 'todo', 'exec', `deployment/${deployment}`, '-c', 'app', '--', 'node', '--input-type=module', '-e', module);
