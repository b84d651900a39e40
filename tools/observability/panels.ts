/** One query of a panel and how its series are named. */
export interface Query {
  expr: string;
  legend: string;
}

/** A panel without its position. */
export interface Panel {
  type: 'timeseries' | 'stat';
  title: string;
  /** What it shows and what is normal; Grafana shows it beside the title. */
  description: string;
  /** A unit of Grafana, such as `s`, `reqps`, `short`, `percentunit`, `bytes`. */
  unit: string;
  queries: Query[];
  /** The value from which it is red. */
  redFrom?: number;
}

/** A row of panels with a heading. */
export interface Row {
  title: string;
  panels: Panel[];
}

const datasource = { type: 'prometheus', uid: '${datasource}' };
const gridColumns = 24;

const thresholdsOf = ({ redFrom }: Panel): object => ({
  mode: 'absolute',
  steps: [{ color: 'green', value: null }, ...(redFrom === undefined ? [] : [{ color: 'red', value: redFrom }])],
});

const lineOf = (panel: Panel): object => ({
  lineWidth: 1,
  fillOpacity: 8,
  showPoints: 'never',
  ...(panel.redFrom !== undefined && { thresholdsStyle: { mode: 'dashed' } }),
});

const options = {
  timeseries: { legend: { displayMode: 'table', placement: 'bottom', calcs: ['mean', 'max', 'lastNotNull'] }, tooltip: { mode: 'multi', sort: 'desc' } },
  stat: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, colorMode: 'background', graphMode: 'area', textMode: 'auto' },
} as const;

const toGrafana = (panel: Panel, id: number, gridPos: object): object => ({
  id,
  type: panel.type,
  title: panel.title,
  description: panel.description,
  datasource,
  gridPos,
  targets: panel.queries.map(({ expr, legend }, i) => ({ refId: String.fromCodePoint(65 + i), datasource, expr, legendFormat: legend })),
  fieldConfig: {
    defaults: { unit: panel.unit, min: 0, thresholds: thresholdsOf(panel), ...(panel.type === 'timeseries' && { custom: lineOf(panel) }) },
    overrides: [],
  },
  options: options[panel.type],
});

const heights = { stat: 4, timeseries: 8 } as const;

/**
 * Places rows below each other, the panels of a row side by side, at most three wide or all
 * stats in one line.
 */
export const layOut = (rows: readonly Row[]): object[] => {
  const placed: object[] = [];
  let y = 0;
  for (const { title, panels } of rows) {
    placed.push({ id: placed.length + 1, type: 'row', title, collapsed: false, panels: [], gridPos: { x: 0, y, w: gridColumns, h: 1 } });
    y += 1;
    const height = heights[panels[0]!.type];
    const across = panels[0]!.type === 'stat' ? panels.length : Math.min(3, panels.length);
    const width = gridColumns / across;
    panels.forEach((panel, i) => {
      const gridPos = { x: (i % across) * width, y: y + Math.floor(i / across) * height, w: width, h: height };
      placed.push(toGrafana(panel, placed.length + 1, gridPos));
    });
    y += Math.ceil(panels.length / across) * height;
  }
  return placed;
};
