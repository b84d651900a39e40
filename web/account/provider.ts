import { signal } from '@preact/signals';
import { newTraceparent } from '../trace.ts';

/**
 * Where people sign in who have no account here; `sign_in` is null where the page cannot
 * take them there.
 */
export interface Provider {
  name: string;
  sign_in: string | null;
}

/**
 * Undefined until the server has said; null where accounts are kept here, or the server
 * does not answer.
 */
export const provider = signal<Provider | null | undefined>(undefined);

const ask = async (): Promise<Provider | null> => {
  const response = await fetch('/auth/provider', { headers: { traceparent: newTraceparent() } });
  return response.ok ? ((await response.json()) as { provider: Provider | null }).provider : null;
};

let asking: Promise<void> | undefined;

/** Asks where people sign in, once. */
export const askForProvider = (): Promise<void> => {
  asking ??= ask().catch(() => null).then((known) => void (provider.value = known));
  return asking;
};
