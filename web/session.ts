import type { User } from './types.ts';

/** A token and whose it is. */
export interface Session {
  token: string;
  user: User;
}

const key = 'todo-session';

/** The session of this tab; it ends with the tab. */
export const currentSession = (): Session | null => JSON.parse(sessionStorage.getItem(key) ?? 'null') as Session | null;

/** Signs in; null signs out. */
export const setSession = (session: Session | null): void => {
  if (session === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(session));
};
