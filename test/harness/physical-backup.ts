import { chownSync, mkdirSync, rmSync } from 'node:fs';
import { appendFile, chown, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { runCommand } from '../../tools/runtime/run-command.ts';
import { preparePostgres } from '../../tools/runtime/postgres.ts';
import { waitUntil } from '../../tools/instance/wait-until.ts';

/** A physical backup of a server of ours, as docs/deploy/backup-and-restore.md describes it. */
export interface PhysicalBackup {
  /** What the server must be started with, so that it archives its log. */
  settings: readonly string[];
  /** Copies the data folder of the running server. */
  take(url: string): Promise<void>;
  /** Resolves when all that was written so far is in the archive. */
  archiveAll(url: string): Promise<void>;
  /** Puts the copy in the place of the data, for the stopped server to follow its log up to an instant. */
  putBack(to: Date): Promise<void>;
}

const must = async (command: string, ...args: string[]): Promise<void> => {
  const { ok, output } = await runCommand(command, args);
  if (!ok) throw new Error(`${command} ${args.join(' ')}: ${output.trim()}`);
};

const connected = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
};

const archived = async (client: pg.Client, segment: string): Promise<boolean> =>
  (await client.query<{ done: boolean }>('select last_archived_wal >= $1 as done from pg_stat_archiver', [segment])).rows[0]?.done === true;

/** Makes room for a backup of an instance's database, and an archive of its log. */
export const createPhysicalBackup = async (instance: string): Promise<PhysicalBackup> => {
  const { dataDir, runAs } = await preparePostgres();
  const data = dataDir(instance);
  const [base, archive] = ['backup', 'archive'].map((name) => join(dirname(data), name)) as [string, string];
  rmSync(base, { recursive: true, force: true });
  rmSync(archive, { recursive: true, force: true });
  mkdirSync(archive, { recursive: true });
  if (runAs !== undefined) chownSync(archive, runAs.uid, runAs.gid);
  const own = async (file: string): Promise<void> => {
    if (runAs !== undefined) await chown(file, runAs.uid, runAs.gid);
  };
  return {
    settings: ['archive_mode=on', `archive_command=test ! -f ${archive}/%f && cp %p ${archive}/%f`],
    take: (url) =>
      connected(url, async (client) => {
        await client.query(`select pg_backup_start('backup', fast => true)`);
        await must('cp', '-a', data, base);
        const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
        await writeFile(join(base, 'backup_label'), rows[0]!.labelfile);
        await own(join(base, 'backup_label'));
      }),
    archiveAll: (url) =>
      connected(url, async (client) => {
        const { rows } = await client.query<{ segment: string }>('select pg_walfile_name(pg_switch_wal()) as segment');
        if (!(await waitUntil(() => archived(client, rows[0]!.segment), 30_000))) throw new Error('PostgreSQL does not archive its log');
      }),
    putBack: async (to) => {
      await rm(data, { recursive: true });
      await must('cp', '-a', base, data);
      await rm(join(data, 'postmaster.pid'), { force: true });
      await must('find', join(data, 'pg_wal'), '-type', 'f', '-delete');
      const recovery = [`restore_command = 'cp ${archive}/%f %p'`, `recovery_target_time = '${to.toISOString().replace('Z', '+00')}'`, "recovery_target_action = 'promote'", 'hot_standby = off'];
      await appendFile(join(data, 'postgresql.auto.conf'), `${recovery.join('\n')}\n`);
      await writeFile(join(data, 'recovery.signal'), '');
      await own(join(data, 'recovery.signal'));
    },
  };
};
