import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { doOffered } from '../data/do.ts';
import { dismiss, toasts, type Offer, type Toast } from '../data/toasts.ts';
import { Icon } from './icons.tsx';

const shownAtOnce = 3;

/** Long enough to read it and to reach for its button. */
const doneForMs = 8_000;

const OfferButton = ({ offer, onTaken }: { offer: Offer; onTaken(): void }): JSX.Element => {
  if ('href' in offer) return <a class="button" href={offer.href} onClick={onTaken}>{offer.label}</a>;
  const take = (): void => {
    onTaken();
    doOffered(offer.act, offer.title);
  };
  return <button type="button" onClick={take}>{offer.label}</button>;
};

/** What was done goes by itself, but not while somebody is on it; the rest stays until it is read. */
const useLeaving = ({ id, kind }: Toast): { onMouseEnter(): void; onMouseLeave(): void; onFocusCapture(): void; onBlurCapture(): void } => {
  const [held, hold] = useState(false);
  useEffect(() => {
    if (kind !== 'done' || held) return undefined;
    const timer = setTimeout(() => dismiss(id), doneForMs);
    return () => clearTimeout(timer);
  }, [id, kind, held]);
  const [on, off] = [() => hold(true), () => hold(false)];
  return { onMouseEnter: on, onMouseLeave: off, onFocusCapture: on, onBlurCapture: off };
};

const Line = ({ toast }: { toast: Toast }): JSX.Element => {
  const { id, text, detail, kind, offers } = toast;
  const close = (): void => dismiss(id);
  return (
    <li class={`toast ${kind}`} {...useLeaving(toast)}>
      <p dir="auto"><strong>{text}</strong>{detail && <span>{detail}</span>}</p>
      <div class="toast-offers">
        {offers.map((offer) => <OfferButton key={offer.label} offer={offer} onTaken={close} />)}
        <button type="button" class="icon-button" aria-label={`Dismiss: ${text}`} onClick={close}><Icon name="close" /></button>
      </div>
    </li>
  );
};

/** What has just happened, said once to everybody and kept until it is read. */
export const Toasts = (): JSX.Element => {
  const waiting = toasts.value.length - shownAtOnce;
  return (
    <section class="toasts" aria-label="Messages">
      <div role="status" aria-atomic="false" aria-relevant="additions">
        <ol>
          {toasts.value.slice(0, shownAtOnce).map((toast) => <Line key={toast.id} toast={toast} />)}
        </ol>
      </div>
      {waiting > 0 && <p class="waiting">and {waiting} more</p>}
    </section>
  );
};
