/** A random key that also works where the page is not served over TLS. */
export const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Idempotency keys for what one form sends. */
export interface Once {
  /** The key of a request: the same for the same text, until it is settled. */
  keyFor(text: string): string;
  /**
   * Call once the request was answered, or certainly had no effect: the next one gets a new
   * key, even for the same text.
   */
  settle(): void;
}

/**
 * Keeps a key until its request has gone through, so that repeating it after a lost answer
 * does nothing twice.
 */
export const createOnce = (): Once => {
  let pending: { text: string; key: string } | null = null;
  return {
    keyFor: (text) => {
      if (pending?.text !== text) pending = { text, key: newKey() };
      return pending.key;
    },
    settle: () => {
      pending = null;
    },
  };
};
