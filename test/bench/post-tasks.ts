import { performance } from 'node:perf_hooks';
import { signUp, type Person } from '../e2e/client.ts';

const people = 8;
const requestsEach = 150;

const timeOne = async (person: Person, i: number): Promise<number> => {
  const started = performance.now();
  await person.addTask(`benchmark ${i}`, { due_local: '2030-01-01T09:00', tags: ['bench'] });
  return performance.now() - started;
};

/** Durations of POST /tasks in ms, from a few people who each write one task after the other. */
export const measurePostTasks = async (origin: string): Promise<number[]> => {
  const writers = await Promise.all(Array.from({ length: people }, () => signUp(origin)));
  const durations = await Promise.all(
    writers.map(async (person) => {
      for (let i = 0; i < 30; i++) await timeOne(person, i);
      const samples: number[] = [];
      for (let i = 0; i < requestsEach; i++) samples.push(await timeOne(person, i));
      return samples;
    }),
  );
  return durations.flat();
};
