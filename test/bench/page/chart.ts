import { plot, type PlotOptions } from '@observablehq/plot';
import { Window } from 'happy-dom';

/** Draws a chart as an SVG file; on white, so that it can be read on a dark page too. */
export const draw = (options: PlotOptions): string => {
  // Plot's types are about a browser's document, for which this project has no types.
  const document = new Window().document as never;
  const svg = plot({ ...options, document, style: { background: 'white', color: '#222', fontSize: '12px' } });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${svg.outerHTML}\n`;
};
