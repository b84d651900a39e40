import type { Queryable } from '#platform/db/queryable';

/** What a person has said about a language model that would read what they write. */
export type Consent = 'agreed' | 'refused' | 'not asked';

/** What a person has decided, as they see it themselves; null where they were never asked. */
export const findDecision = async (db: Queryable, user_id: string): Promise<{ recipient: string; agreed: boolean; decided_at: Date } | null> =>
  (await db.query<{ recipient: string; agreed: boolean; decided_at: Date }>('select recipient, agreed, decided_at from model_consents where user_id = $1', [user_id]))[0] ?? null;

/** What a person has said about this recipient; what they said about another does not count. */
export const findConsent = async (db: Queryable, user_id: string, recipient: string): Promise<Consent> => {
  const [row] = await db.query<{ agreed: boolean }>('select agreed from model_consents where user_id = $1 and recipient = $2', [user_id, recipient]);
  return row === undefined ? 'not asked' : row.agreed ? 'agreed' : 'refused';
};

/** Stores what a person has said; until they answer, having been asked counts as a no. */
export const saveConsent = (db: Queryable, { user_id, recipient, agreed, now }: { user_id: string; recipient: string; agreed: boolean; now: string }): Promise<unknown> =>
  db.query(
    `insert into model_consents (user_id, recipient, agreed, decided_at) values ($1, $2, $3, $4)
     on conflict (user_id) do update set recipient = excluded.recipient, agreed = excluded.agreed, decided_at = excluded.decided_at`,
    [user_id, recipient, agreed, now],
  );
