const hex = (bytes: number): string => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The beginning of a trace, as a W3C traceparent: whatever a request leads to, down to an
 * e-mail, carries its second part.
 */
export const newTraceparent = (): string => `00-${hex(16)}-${hex(8)}-01`;
