import type { Release } from './facts.ts';
import type { Field } from './fields.ts';
import { html, type Html } from './html.ts';

/** When something was added. */
export const sinceWords = (since: Release | null): string => (since === null ? 'not released yet' : `release ${since.number} of ${since.date}`);

const row = ({ path, type, required, description }: Field, since: Release | null | undefined): Html => {
  const added = since === undefined ? '' : html` <span class="new">since ${sinceWords(since)}</span>`;
  return html`<tr><td><code>${path}</code></td><td>${type}${required ? '' : html` <span class="muted">(optional)</span>`}</td><td>${description}${added}</td></tr>`;
};

/** Fields, one a row; those added after their event's first release say when. */
export const fieldTable = (name: string, fields: readonly Field[], newer: Readonly<Record<string, Release | null>>): Html =>
  html`<div class="wide" role="region" aria-label="${name}" tabindex="0"><table>
        <thead><tr><th scope="col">field</th><th scope="col">type</th><th scope="col">meaning</th></tr></thead>
        <tbody>${fields.map((field) => row(field, newer[field.path]))}</tbody>
      </table></div>`;
