import type { TestProject } from 'vitest/node';
import { ensurePage } from '../../tools/page/ensure-page.ts';
import postgresSetup from '../helpers/postgres-setup.ts';
import { startPageSystem } from './system.ts';

declare module 'vitest' {
  interface ProvidedContext {
    pageOrigin: string;
    inbox: string;
  }
}

/** One system for all tests of the page; each test has a person of its own. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  let postgresUrl = '';
  const stopPostgres = await postgresSetup({ ...project, provide: (name: string, value: string) => { if (name === 'postgresUrl') postgresUrl = value; } } as unknown as TestProject);
  await ensurePage();
  const system = await startPageSystem(postgresUrl);
  project.provide('pageOrigin', system.origin);
  project.provide('inbox', system.inbox);
  project.provide('postgresUrl', postgresUrl);
  return async () => {
    await system.close();
    await stopPostgres();
  };
};
