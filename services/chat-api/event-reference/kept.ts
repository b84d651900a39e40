const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long Kafka keeps events, given in milliseconds, as a person says it. */
export const kept = (ms: number): string => (ms % dayMs === 0 ? `${ms / dayMs} days` : `${ms / hourMs} h`);
