import { statfs } from 'node:fs/promises';
import { projectRoot } from './paths.ts';
import { runCommand } from './run-command.ts';
import { findVersion, isAtLeast } from './version.ts';

interface Tool {
  command: string;
  args: string[];
  wanted: number[];
  install: string;
}

const go: Tool = { command: 'go', args: ['version'], wanted: [1, 26, 5], install: 'Go >= 1.26.5 (apt: golang, brew: go)' };
const java: Tool = { command: 'java', args: ['-version'], wanted: [17], install: 'Java >= 17 (apt: openjdk-17-jre-headless, brew: openjdk@17)' };
const maven: Tool = { command: 'mvn', args: ['-v'], wanted: [3, 8], install: 'Maven >= 3.8 (apt: maven, brew: maven)' };

const neededBytes = 6e9;

const isThere = async ({ command, args, wanted }: Tool): Promise<boolean> => {
  const { ok, output } = await runCommand(command, args, { timeoutMs: 20_000 });
  const version = ok ? findVersion(output) : undefined;
  return version !== undefined && isAtLeast(version, wanted);
};

const missingTools = async (tools: Tool[]): Promise<string[]> => {
  const found = await Promise.all(tools.map(isThere));
  return tools.filter((_, index) => !found[index]).map(({ install }) => install);
};

/**
 * What this machine still lacks to build the parts, as text for people; empty when nothing
 * is missing.
 */
export const missingPrerequisites = async (building: { dapr: boolean; kafka: boolean }): Promise<string[]> => {
  const missing = await missingTools([...(building.dapr ? [go] : []), ...(building.kafka ? [java, maven] : [])]);
  const { bavail, bsize } = await statfs(projectRoot);
  if (building.dapr && bavail * bsize < neededBytes) missing.push(`about 6 GB of free disk space (${(bavail * bsize / 1e9).toFixed(1)} GB are free)`);
  return missing;
};

/** Whether a built Kafka can run here; Maven is needed to build it only. */
export const hasJava = (): Promise<boolean> => isThere(java);
