import { spawn, type ChildProcess } from 'node:child_process';
import { kubectl } from './render.ts';

/** What a command of kubectl printed; rejects with what it said when it failed. */
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

/** What the API server has of a resource. */
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

/** Runs a module in the service of a Deployment, with its environment; resolves with what it prints. */
export const runInside = (deployment: string, module: string): Promise<string> =>
  kube('-n', 'todo', 'exec', `deployment/${deployment}`, '-c', 'app', '--', 'node', '--input-type=module', '-e', module);
