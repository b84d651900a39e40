/** A CPU profile as V8 writes it. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
}

/** A function and its own share of the busy time of the process. */
export interface Hot {
  where: string;
  share: number;
}

const placeOf = ({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string =>
  `${functionName || '(anonymous)'}${url === '' ? '' : ` ${url.replace(/^.*?\/(node_modules|platform|services|contracts)\//, '$1/')}:${lineNumber + 1}`}`;

/** The functions in which a process spent most of its busy time, not counting what they call. */
export const hottest = ({ nodes, samples, timeDeltas }: CpuProfile, count: number): Hot[] => {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, i) => {
    const place = places.get(id)!;
    if (place !== '(idle)') times.set(place, (times.get(place) ?? 0) + timeDeltas[i]!);
  });
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].toSorted((a, b) => b[1] - a[1]).slice(0, count).map(([where, time]) => ({ where, share: time / busy }));
};
