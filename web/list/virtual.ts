import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/** What of a long list is in the window. */
export type WindowList = Virtualizer<Window, HTMLElement>;

/** Draws only what of a list is near the window; rows have the height that they turn out to have. */
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
