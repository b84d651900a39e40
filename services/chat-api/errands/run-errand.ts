import { within } from '#platform/dapr/invocation';
import type { Dapr } from '#platform/dapr/client';
import type { Database } from '#platform/db/database';
import { traceHeaders } from '#platform/telemetry';
import { digestOf, newSecret } from '../auth/browser-secret.ts';
import type { Errand } from '../store/errands.ts';
import { insertSecret, type Purpose } from '../store/mailed-secrets.ts';
import { findAccount, type Account } from '../store/users.ts';
import type { Run } from './errands.ts';

/** The dependencies of errands. */
export interface RunDeps {
  database: Database;
  now: () => string;
  /** Asks another service, mostly notification-service; rejects if it has not been done. */
  ask: (path: string, body: object, service?: 'notification-service' | 'ops-service') => Promise<unknown>;
}

/** A mail takes as long as the mail server does. */
const limitMs = 10_000;

/** Asks by Dapr service invocation. */
export const askThroughDapr =
  (dapr: Pick<Dapr, 'invoker'>): RunDeps['ask'] =>
  (path, body, service = 'notification-service') =>
    within(limitMs, service, dapr.invoker.invoke(service, path, 'post', body, { headers: traceHeaders() }));

const hourMs = 3_600_000;

/** How long the link of a mail works. */
export const lastsMs: Record<Purpose, number> = { reset: hourMs, confirm: 48 * hourMs };

const needsMail: Record<Purpose, (account: Account) => boolean> = { reset: () => true, confirm: ({ confirmed }) => !confirmed };

/** Each try makes a new secret, which goes only into the mail; its digest is stored here. */
const mail = async ({ database, now, ask }: RunDeps, { id, about, created_at }: Errand, purpose: Purpose): Promise<void> => {
  // Anyone who still wants it has asked again.
  if (Date.parse(now()) - created_at.getTime() > hourMs) return;
  const account = await findAccount(database, about);
  if (account === null || !needsMail[purpose](account)) return;
  const { id: user_id, email, name, confirmed } = account;
  const secret = newSecret();
  const expires_at = new Date(Date.parse(now()) + lastsMs[purpose]).toISOString();
  await insertSecret(database, { digest: digestOf(secret), user_id, purpose, expires_at });
  // An address that may be a stranger's gets no text written by whoever registered.
  await ask('internal/mails', { id, kind: purpose, to: email, name: confirmed ? name : null, confirmed, secret });
};

/** Does errands. */
export const runErrand = (deps: RunDeps): Run => {
  const doing: Record<Errand['what'], Run> = {
    reset: (errand) => mail(deps, errand, 'reset'),
    confirm: (errand) => mail(deps, errand, 'confirm'),
    // Mails held by quiet hours are reconsidered.
    forget: async ({ id, about }) => void (await deps.ask(`internal/users/${about}/forget`, { cause: id }, 'ops-service')),
    zone: async ({ about }) => void (await deps.ask(`internal/users/${about}/zone-changed`, {})),
  };
  return (errand) => doing[errand.what](errand);
};
