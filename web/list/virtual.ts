import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/** The part of a long list that is in the window. */
export type WindowList = Virtualizer<Window, HTMLElement>;

/**
 * Draws only the part of a list near the window; rows have whatever height they turn out to
 * have.
 */
export const useWindowList = (keys: readonly string[], heightOf: (index: number) => number, top: number): WindowList => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const options = {
    count: keys.length,
    getItemKey: (index: number) => keys[index]!,
    estimateSize: heightOf,
    overscan: 12,
    scrollMargin: top,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    initialRect: { width: innerWidth, height: innerHeight },
    onChange: () => redraw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
};
