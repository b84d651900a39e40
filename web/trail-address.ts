const pattern = /^#\/trail\/([^/?]+)$/;

/** The address of what one request led to. */
export const trailAddress = (correlationId: string): string => `#/trail/${encodeURIComponent(correlationId)}`;

/** The correlation id that such an address names; null for any other address. */
export const readTrailAddress = (hash: string): string | null => {
  const id = pattern.exec(hash)?.[1];
  return id === undefined ? null : decodeURIComponent(id);
};
