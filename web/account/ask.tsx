import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import { Logo } from '../shell/logo.tsx';

/** Something that the link of a mail leads to. */
export interface Question {
  title: string;
  hint?: string;
  /** The label of the button. */
  label: string;
  /** What to say once it is done. */
  done: string;
  send(): Promise<unknown>;
  /** Where to go from here, and the name of that place. */
  href: string;
  way: string;
}

/**
 * Asks first and acts only when the button is pressed, because mail programs and scanners
 * open links by themselves.
 */
export const Ask = ({ title, hint, label, done, send, href, way }: Question): JSX.Element => {
  const work = useWork();
  const on = useRef<HTMLAnchorElement>(null);
  const isDone = work.done !== '';
  // The button is gone: the keyboard moves to the link that leads on.
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
