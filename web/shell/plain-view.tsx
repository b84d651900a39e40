import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { View } from '../view.ts';

/** Shows a view that is made of plain elements. */
export const PlainView = ({ open }: { open(): View }): JSX.Element => {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = open();
    holder.current?.replaceChildren(view.element);
    return () => view.leave();
  }, []);
  return <div ref={holder} class="plain" />;
};
