/** An element of a picture; text is never read as markup. */
export const svg = <K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string | number> = {}, ...children: (Node | string)[]): SVGElementTagNameMap[K] => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
};

/**
 * A line of values as a small picture, from 0 up to its highest; nothing where there are
 * fewer than two.
 */
export const sparkline = (values: readonly number[], { x, y, width, height }: { x: number; y: number; width: number; height: number }): SVGElement[] => {
  if (values.length < 2) return [];
  const most = Math.max(1, ...values);
  const points = values.map((value, i) => `${(x + (i / (values.length - 1)) * width).toFixed(1)},${(y + height - (value / most) * height).toFixed(1)}`);
  return [svg('polyline', { class: 'spark', points: points.join(' ') })];
};
