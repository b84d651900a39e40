import type { ComponentChildren, JSX } from 'preact';

/** A part of the settings. */
export const Group = ({ id, title, hint, children }: { id: string; title: string; hint?: string; children: ComponentChildren }): JSX.Element => (
  <section class="group" aria-labelledby={`settings-${id}`}>
    <h3 id={`settings-${id}`}>{title}</h3>
    {hint && <p class="muted">{hint}</p>}
    {children}
  </section>
);
