import type { AuditVerdict } from '#contracts/http/audit';
import type { Database, Queryable } from '#platform/db/database';
import { checkEntry, checkHead, type Position } from './domain/verify.ts';
import { countPastHead, readBounds, readChain, type ChainBounds } from './store/read-chain.ts';

type ChainReport = AuditVerdict['chains'][number];

const verifyChain = async (db: Queryable, { chain, head, start }: ChainBounds, left: AbortSignal): Promise<ChainReport> => {
  let last: Position = start;
  let entries = 0;
  const report = (position: number, reason: string | undefined): ChainReport => ({
    chain,
    entries,
    head: head.hash.toString('hex'),
    problem: reason === undefined ? null : { position, reason },
  });
  for (;;) {
    left.throwIfAborted();
    const page = await readChain(db, chain, last.position, head.position);
    for (const entry of page) {
      const reason = checkEntry(last, entry);
      if (reason !== undefined) return report(entry.position, reason);
      last = entry;
      entries += 1;
    }
    if (page.length === 0) return report(last.position, checkHead(last, head));
  }
};

/**
 * Recomputes every chain from its start to its recorded head, on one snapshot: changes made
 * meanwhile are not seen. Rejects as soon as `left` says that nobody is waiting.
 */
export const verifyChains = (database: Database, left: AbortSignal): Promise<AuditVerdict> =>
  database.transaction(async (db) => {
    await db.query('set transaction isolation level repeatable read, read only');
    const chains: ChainReport[] = [];
    for (const bounds of await readBounds(db)) chains.push(await verifyChain(db, bounds, left));
    for (const { chain, past } of await countPastHead(db)) {
      const report = chains.find((candidate) => candidate.chain === chain);
      if (report !== undefined) report.problem ??= { position: report.entries + 1, reason: `${past} entries stand past the recorded head` };
    }
    return {
      ok: chains.every(({ problem }) => problem === null),
      entries: chains.reduce((sum, { entries }) => sum + entries, 0),
      chains,
    };
  });
