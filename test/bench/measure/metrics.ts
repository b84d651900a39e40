/** A service's metrics at one moment: the value of each series, by its name with labels. */
export type Scrape = ReadonlyMap<string, number>;

/** Reads a page in Prometheus' text format. */
export const parseMetrics = (text: string): Scrape =>
  new Map(
    text.split('\n').flatMap((line): [string, number][] => {
      const space = line.lastIndexOf(' ');
      return line.startsWith('#') || space < 0 ? [] : [[line.slice(0, space), Number(line.slice(space + 1))]];
    }),
  );

/** Reads /metrics of each service. */
export const scrapeAll = async (urls: Readonly<Record<string, string>>): Promise<Map<string, Scrape>> =>
  new Map(await Promise.all(Object.entries(urls).map(async ([id, url]): Promise<[string, Scrape]> => [id, parseMetrics(await (await fetch(`${url}/metrics`)).text())])));

/**
 * How much a metric grew between two scrapes: all of its series together, or those that a
 * label picks.
 */
export const growth = (before: Scrape, after: Scrape, name: string, label = ''): number =>
  [...after].reduce((sum, [series, value]) => {
    const isMeant = series === name || (series.startsWith(`${name}{`) && series.includes(label));
    return isMeant ? sum + value - (before.get(series) ?? 0) : sum;
  }, 0);

/** What a service's own metrics say about a period; null for what it did not do. */
export interface ServiceFigures {
  /** The busy share of the event loop, from 0 to 1. */
  loop_utilisation: number;
  /** Reads of the outbox, how many of them found nothing, and events in each of the others. */
  outbox_reads: number;
  empty_reads: number;
  events_per_wave: number | null;
  deliveries: number;
  events_per_delivery: number | null;
  pool_wait_ms: number | null;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** {@link ServiceFigures} of the time between two scrapes. */
export const figuresBetween = (before: Scrape, after: Scrape): ServiceFigures => {
  const grown = (name: string, label?: string): number => growth(before, after, name, label);
  const reads = grown('outbox_wave_events_count');
  const empty = grown('outbox_wave_events_bucket', 'le="0"');
  const active = grown('event_loop_active_seconds_total');
  const wait = ratio(grown('database_pool_wait_seconds_sum'), grown('database_pool_wait_seconds_count'));
  return {
    loop_utilisation: ratio(active, active + grown('event_loop_idle_seconds_total')) ?? 0,
    outbox_reads: reads,
    empty_reads: empty,
    events_per_wave: ratio(grown('outbox_wave_events_sum'), reads - empty),
    deliveries: grown('delivery_batch_events_count'),
    events_per_delivery: ratio(grown('delivery_batch_events_sum'), grown('delivery_batch_events_count')),
    pool_wait_ms: wait === null ? null : wait * 1_000,
  };
};
