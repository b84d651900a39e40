import { fork } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../tools/runtime/paths.ts';
import type { Answer, Orders, Request } from './orders.ts';

/** The client process, which carries out orders. */
export interface Client extends Orders {
  stop(): void;
}

/**
 * Starts the client process; an order rejects with what went wrong there, or if the process
 * ends.
 */
export const startClient = (): Client => {
  const child = fork(join(projectRoot, 'test/bench/client/main.ts'), [], { serialization: 'advanced' });
  const open = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  child.on('message', (answer: Answer) => {
    const waiting = open.get(answer.id);
    open.delete(answer.id);
    if ('error' in answer) waiting?.reject(new Error(`the client: ${answer.error}`));
    else waiting?.resolve(answer.result);
  });
  child.on('exit', () => open.forEach(({ reject }) => reject(new Error('the client process has ended'))));
  const tell =
    <Name extends keyof Orders>(order: Name) =>
    (...args: Parameters<Orders[Name]>): ReturnType<Orders[Name]> =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++last;
        open.set(id, { resolve, reject });
        child.send({ id, order, args } satisfies Request);
      }) as ReturnType<Orders[Name]>;
  return {
    people: tell('people'),
    become: tell('become'),
    sockets: tell('sockets'),
    warm: tell('warm'),
    load: tell('load'),
    operations: tell('operations'),
    frames: tell('frames'),
    stop: () => child.disconnect(),
  };
};
