import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { announcements } from '../data/announce.ts';
import { doOffered } from '../data/do.ts';
import { dismiss, toasts, type Offer, type Toast } from '../data/toasts.ts';
import { Icon } from './icons.tsx';

const shownAtOnce = 3;

/** Long enough to read it and to reach its button. */
const doneForMs = 8_000;

const OfferButton = ({ offer, onTaken }: { offer: Offer; onTaken(): void }): JSX.Element => {
  if ('href' in offer) return <a class="button" href={offer.href} onClick={onTaken}>{offer.label}</a>;
  const take = (): void => {
    onTaken();
    doOffered(offer.act, offer.title);
  };
  return <button type="button" onClick={take}>{offer.label}</button>;
};

/**
 * A message about something done disappears by itself, unless the pointer or focus is on
 * it; others stay until they are read. A pointer that merely lay where it appeared does not
 * count.
 */
const useLeaving = ({ id, kind }: Toast): { onPointerMove(): void; onPointerLeave(): void; onFocusCapture(): void; onBlurCapture(): void } => {
  const [held, hold] = useState(false);
  useEffect(() => {
    if (kind !== 'done' || held) return undefined;
    const timer = setTimeout(() => dismiss(id), doneForMs);
    return () => clearTimeout(timer);
  }, [id, kind, held]);
  const [on, off] = [() => hold(true), () => hold(false)];
  return { onPointerMove: on, onPointerLeave: off, onFocusCapture: on, onBlurCapture: off };
};

const Line = ({ toast }: { toast: Toast }): JSX.Element => {
  const { id, text, detail, kind, offers } = toast;
  const line = useRef<HTMLLIElement>(null);
  const close = (): void => {
    // The keyboard needs a new place once the pressed button is gone.
    if (line.current?.contains(document.activeElement)) document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
    dismiss(id);
  };
  return (
    <li ref={line} class={`toast ${kind}`} {...useLeaving(toast)}>
      <p dir="auto"><strong>{text}</strong>{detail && <span>{detail}</span>}</p>
      <div class="toast-offers">
        {offers.map((offer) => <OfferButton key={offer.label} offer={offer} onTaken={close} />)}
        <button type="button" class="icon-button" aria-label={`Dismiss: ${text}`} onClick={close}><Icon name="close" /></button>
      </div>
    </li>
  );
};

/**
 * Tells the style sheet how high the messages are, so that what they cover can be scrolled
 * into view.
 */
const useRoom = (): { current: HTMLElement | null } => {
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const observer = new ResizeObserver(([entry]) => style.setProperty('--toasts', `${Math.ceil(entry!.contentRect.height)}px`));
    observer.observe(section.current!);
    return () => {
      observer.disconnect();
      style.removeProperty('--toasts');
    };
  }, []);
  return section;
};

/** What has just happened: announced once and shown until it is read. */
export const Toasts = (): JSX.Element => {
  const waiting = toasts.value.length - shownAtOnce;
  return (
    <section ref={useRoom()} class="toasts" aria-label="Messages">
      <div class="visually-hidden" role="status" aria-atomic="false" aria-relevant="additions">
        {announcements.value.map(({ id, text }) => <p key={id}>{text}</p>)}
      </div>
      <ol>
        {toasts.value.slice(0, shownAtOnce).map((toast) => <Line key={toast.id} toast={toast} />)}
      </ol>
      {waiting > 0 && <p class="waiting">and {waiting} more</p>}
    </section>
  );
};
