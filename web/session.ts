import { signal } from '@preact/signals';
import { newTraceparent } from './trace.ts';
import type { User } from './types.ts';

/** A token and the user it belongs to. */
export interface Session {
  token: string;
  user: User;
}

const place = 'todo-profile';

const kept = (): User | null => JSON.parse(localStorage.getItem(place) ?? 'null') as User | null;

/**
 * The user signed in in this browser; known before the server is asked, so that the page
 * opens at once and offline.
 */
export const user = signal<User | null>(kept());

/** Why the sign-in page is shown to somebody who did not ask for it. */
export const signedOutBecause = signal('');

// Only in memory, so that no script can steal it from storage.
let token: string | null = null;
let sessionId: string | null = null;
let renewing: Promise<string | null> | null = null;

const tabs = new BroadcastChannel('todo-session');

const show = (profile: User | null, reason = ''): void => {
  if (profile === null) localStorage.removeItem(place);
  else localStorage.setItem(place, JSON.stringify(profile));
  signedOutBecause.value = reason;
  if (JSON.stringify(profile) !== JSON.stringify(user.value)) user.value = profile;
};

tabs.addEventListener('message', ({ data }: MessageEvent<User | null>) => {
  if (data?.id !== user.value?.id) token = null;
  show(data);
});

const ask = (method: string, headers: Record<string, string> = {}, body?: object): Promise<Response> =>
  fetch('/auth/session', {
    method,
    headers: { traceparent: newTraceparent(), ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });

/** The token of this tab, if it has one. */
export const currentToken = (): string | null => token;

/** The session that the server keeps for this browser, if any. */
export const currentSessionId = (): string | null => sessionId;

const noteSession = async (response: Response): Promise<void> => {
  if (response.ok) sessionId = ((await response.json()) as { session_id: string }).session_id;
};

/** Takes a profile that has changed. */
export const setProfile = (profile: User): void => {
  show(profile);
  tabs.postMessage(profile);
};

/**
 * Signs in; the server keeps this browser signed in for a month, or until the browser is
 * closed.
 */
export const openSession = async (session: Session, remember: boolean): Promise<void> => {
  token = session.token;
  await ask('PUT', { authorization: `Bearer ${session.token}` }, { remember }).then(noteSession, () => undefined);
  setProfile(session.user);
};

/** Signs out in every tab; `reason` is for a person who did not ask for it. */
export const closeSession = (reason = ''): void => {
  token = null;
  sessionId = null;
  show(null, reason);
  tabs.postMessage(null);
};

/** Has the server end the session of this browser. */
export const endSession = async (): Promise<void> => {
  await ask('DELETE').catch(() => undefined);
  closeSession();
};

const askAnew = async (): Promise<string | null> => {
  const response = await ask('POST');
  if (response.status >= 500 || response.status === 429) throw new TypeError(`the server answered ${response.status}`);
  if (!response.ok) return null;
  const session = (await response.json()) as Session & { session_id: string };
  token = session.token;
  sessionId = session.session_id;
  show(session.user);
  return token;
};

/**
 * A new token, through the session that the server keeps for this browser; null if there is
 * none. Rejects if the server cannot say.
 */
export const renewToken = (): Promise<string | null> => {
  renewing ??= askAnew().finally(() => (renewing = null));
  return renewing;
};
