/** A metric that an expression reads, with the labels by which it is selected. */
export interface Selector {
  metric: string;
  labels: string[];
}

/** The names in an expression: metrics, and the labels of its groupings. */
export interface Named {
  selectors: Selector[];
  groupings: string[][];
}

const grouping = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;
const selector = /([a-zA-Z_:][\w:]*)\s*(?:\{([^}]*)\})?(?!\s*\(|[\w:])/g;
const keywords = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);
/** Ranges and offsets, such as `[5m]` and `offset 1d`, and numbers. */
const durations = /\[[^\]]*\]|\boffset\s+\w+|(?<![\w:])[\d.]+\w*/g;

const labelsOf = (matchers = ''): string[] => [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"[^"]*"/g)].map(([, label]) => label!);

/** Reads the names in a PromQL expression; checking its grammar is promtool's job. */
export const namesIn = (expr: string): Named => {
  const groupings = [...expr.matchAll(grouping)].map(([, labels]) => labels!.split(',').map((label) => label.trim()).filter(Boolean));
  const rest = expr.replace(grouping, ' ').replace(/"(?:[^"\\]|\\.)*"/g, (text) => `"${text.slice(1, -1).replace(/[[\]{}]/g, '')}"`);
  const outside = rest.replace(/\{[^}]*\}|[^{}]+/g, (part) => (part.startsWith('{') ? part : part.replace(durations, ' ')));
  const selectors = [...outside.matchAll(selector)].map(([, metric, matchers]) => ({ metric: metric!, labels: labelsOf(matchers) }));
  return { selectors: selectors.filter(({ metric }) => !keywords.has(metric)), groupings };
};
