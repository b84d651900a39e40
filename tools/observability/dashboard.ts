import { layOut } from './panels.ts';
import { rows } from './rows.ts';

/** The dashboard as Grafana imports it. */
export const dashboard = {
  uid: 'todo',
  title: 'Todo chatbot',
  tags: ['todo'],
  schemaVersion: 39,
  version: 1,
  editable: true,
  graphTooltip: 1,
  refresh: '10s',
  time: { from: 'now-1h', to: 'now' },
  timezone: 'browser',
  templating: { list: [{ name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', current: {}, hide: 0, refresh: 1, options: [] }] },
  annotations: {
    list: [
      {
        name: 'Alerts', enable: true, iconColor: 'red', datasource: { type: 'prometheus', uid: '${datasource}' },
        expr: 'ALERTS{alertstate="firing"}', titleFormat: '{{alertname}}', textFormat: '{{app}}{{consumer}}', step: '60s',
      },
    ],
  },
  panels: layOut(rows),
};
