import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import { Logo } from '../shell/logo.tsx';

/** Something that a link of a mail asks for. */
export interface Question {
  title: string;
  hint?: string;
  /** What the button says. */
  label: string;
  /** What to say when it is done. */
  done: string;
  send(): Promise<unknown>;
  /** Where to go on from here, and how that place is called. */
  href: string;
  way: string;
}

/** Asks, and does it only when the button is pressed: mail programs and scanners open links by themselves. */
export const Ask = ({ title, hint, label, done, send, href, way }: Question): JSX.Element => {
  const work = useWork();
  const on = useRef<HTMLAnchorElement>(null);
  const isDone = work.done !== '';
  // The button is gone: the keyboard goes on where one goes from here.
  useLayoutEffect(() => {
    if (isDone) on.current?.focus();
  }, [isDone]);
  return (
    <form class="card" onSubmit={onSubmit(() => void work.run(send, done))} aria-busy={work.busy} aria-labelledby="ask-title">
      <Logo />
      <h1 id="ask-title" dir="auto">{title}</h1>
      {hint && !isDone && <p class="muted">{hint}</p>}
      <Outcome {...work} />
      {!isDone && <button class="primary" autofocus>{label}</button>}
      <p class="alternatives"><a ref={on} href={href}>{way}</a></p>
    </form>
  );
};
