import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { signUp, type Person } from '../e2e/client.ts';

const people = 8;
const requestsEach = 40;
const pauseMs = 800;

const timeOne = async (person: Person, i: number): Promise<number> => {
  const started = performance.now();
  await person.addTask(`benchmark ${i}`, { due_local: '2030-01-01T09:00', tags: ['bench'] });
  return performance.now() - started;
};

const writeTasks = async (person: Person, count: number, everyMs: number): Promise<number[]> => {
  const samples: number[] = [];
  for (let i = 0; i < count; i++) {
    const ms = await timeOne(person, i);
    samples.push(ms);
    if (ms < everyMs) await sleep(everyMs - ms);
  }
  return samples;
};

const someWriters = async (origin: string): Promise<Person[]> => {
  const writers = await Promise.all(Array.from({ length: people }, () => signUp(origin)));
  await Promise.all(writers.map((person) => writeTasks(person, 20, 0)));
  return writers;
};

/** Durations of POST /tasks in ms at a steady 10 requests a second: what a person notices, not what a full machine does. */
export const measurePostTasks = async (origin: string): Promise<number[]> => {
  const writers = await someWriters(origin);
  return (await Promise.all(writers.map((person) => writeTasks(person, requestsEach, pauseMs)))).flat();
};

/** Tasks a second that eight people write without a pause; broker, sidecars, consumers and this client share the machine. */
export const measureTaskRate = async (origin: string): Promise<number> => {
  const writers = await someWriters(origin);
  const started = performance.now();
  await Promise.all(writers.map((person) => writeTasks(person, requestsEach, 0)));
  return Math.round((people * requestsEach * 1_000) / (performance.now() - started));
};
