/** The size of an entry, almost all of which is its payload. */
export const payloadBytes = 'coalesce(octet_length(payload), 0)';
