import { describe, expect, it } from 'vitest';
import { namesIn } from './promql.ts';

describe('the names in an expression', () => {
  it.each([
    ['up', [{ metric: 'up', labels: [] }], []],
    ['sum by (app) (up{job="todo-services"}) == 0', [{ metric: 'up', labels: ['job'] }], [['app']]],
    ['rate(a_total{x=~"1|2", y!~"/z/.*"}[5m] offset 1d) or vector(0)', [{ metric: 'a_total', labels: ['x', 'y'] }], []],
    ['histogram_quantile(0.99, sum by (app, le) (rate(b_bucket[10m])))', [{ metric: 'b_bucket', labels: [] }], [['app', 'le']]],
    ['time() - max(c) > 60 and on (app) app:d:rate5m{e="1"} >= 1e3', [{ metric: 'c', labels: [] }, { metric: 'app:d:rate5m', labels: ['e'] }], [['app']]],
    ['0 * sum by (app) (f) unless g', [{ metric: 'f', labels: [] }, { metric: 'g', labels: [] }], [['app']]],
  ])('%s', (expr, selectors, groupings) => expect(namesIn(expr)).toEqual({ selectors, groupings }));
});
