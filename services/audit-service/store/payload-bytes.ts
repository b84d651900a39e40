/** The size of an entry, of which its payload is nearly all. */
export const payloadBytes = 'coalesce(octet_length(payload), 0)';
