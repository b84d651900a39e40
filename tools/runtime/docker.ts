import { runCommand } from './run-command.ts';

/**
 * Whether Docker and its Compose plugin answer within a few seconds; an installed client
 * without an engine does not count.
 */
export const hasDockerCompose = async (): Promise<boolean> => {
  const answers = await Promise.all([
    runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], { timeoutMs: 4_000 }),
    runCommand('docker', ['compose', 'version'], { timeoutMs: 4_000 }),
  ]);
  return answers.every(({ ok }) => ok);
};
