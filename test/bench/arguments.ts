import { parseArgs, type ParseArgsConfig } from 'node:util';
import { catalogue } from '../../services/catalogue.ts';
import { scalePlan } from './parts/scale.ts';

/** The command line of npm run bench. */
export const usage = `npm run bench             all but scale; about 35 minutes
npm run bench -- quick    the main figures of the whole system, in five minutes
npm run bench -- system   idle, loads and memory of the whole system, as in all; [--longest 600] is how many seconds the last load takes
npm run bench -- alone    single parts alone, beside others of their kind
npm run bench -- scale    a task's cost among 1x, 10x, 100x users and rows; [--tasks 10000] is 1x, [--seconds 30] each load
npm run bench -- load     one system, [--rate 50 …] [--seconds 30] [--warm 3000] [--idle 20] [--users 50]: CPU and statements a task;
                          [--profile chat-api …] writes CPU profiles of services to .runtime/bench/profiles
npm run bench -- page     writes docs/performance.md from .runtime/bench/result.json`;

const options = {
  rate: { type: 'string', multiple: true, default: ['50'] },
  seconds: { type: 'string', default: '30' },
  warm: { type: 'string', default: '3000' },
  idle: { type: 'string', default: '20' },
  users: { type: 'string', default: '50' },
  longest: { type: 'string', default: '600' },
  profile: { type: 'string', multiple: true, default: [] },
  tasks: { type: 'string', default: String(scalePlan.tasks) },
} satisfies ParseArgsConfig['options'];

/** A command with its options, all numbers above zero. */
export interface BenchArguments {
  command: string;
  rates: number[];
  seconds: number;
  warm: number;
  idle: number;
  users: number;
  longest: number;
  profile: string[];
  tasks: number;
}

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a number above zero, not ${text}`);
  return value;
};

const serviceName = (text: string): string => {
  if (!Object.keys(catalogue).includes(text)) throw new Error(`--profile must be one of ${Object.keys(catalogue).join(', ')}, not ${text}`);
  return text;
};

/** Reads the command line; throws a sentence about what is wrong with it. */
export const readArguments = (args: string[]): BenchArguments => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const number = (name: 'seconds' | 'warm' | 'idle' | 'users' | 'longest' | 'tasks'): number => positive(name, values[name]);
  return {
    command: positionals[0] ?? 'all',
    rates: values.rate.map((rate) => positive('rate', rate)),
    seconds: number('seconds'),
    warm: number('warm'),
    idle: number('idle'),
    users: number('users'),
    longest: number('longest'),
    profile: values.profile.map(serviceName),
    tasks: number('tasks'),
  };
};
