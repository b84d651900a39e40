import { randomBytes } from 'node:crypto';
import { auditRecorded } from '#contracts/events/index';
import { onEvents } from '#platform/delivery/on-event';
import { appendEntry, chainOf, type Entry } from '../domain/chain.ts';
import { appendEntries, lockHeads } from '../store/append-entries.ts';
import { requestErasures, userDeletedOperation } from '../store/erasures.ts';

/** Appends a batch to the audit trail, locking the heads of its chains once. */
export const onAuditRecorded = onEvents(auditRecorded, async (events, { tx, log }) => {
  const chains = [...new Set(events.map((event) => chainOf(event.partitionkey)))];
  const heads = new Map((await lockHeads(tx, chains)).map((head) => [head.chain, head]));
  const entries: Entry[] = [];
  for (const event of events) {
    const { entry, head } = appendEntry(heads.get(chainOf(event.partitionkey))!, event, randomBytes(16));
    entries.push(entry);
    heads.set(head.chain, head);
  }
  appendEntries(tx, entries, [...heads.values()]);
  requestErasures(tx, entries.filter(({ operation }) => operation === userDeletedOperation).map(({ user_id }) => user_id));
  log.debug({ count: entries.length }, 'audit entries appended');
});
