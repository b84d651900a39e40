import { html, type Html } from './html.ts';

/** The path under which the whole reference is served. */
export const root = '/docs/events';

const logo = html`<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><rect class="logo-ground" width="32" height="32" rx="9"/><path class="logo-mark" d="M9 16.5l5 5 9.5-11" fill="none" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** A whole page of the reference. */
export const frame = (title: string, main: Html): string => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="${root}/style.css">
  </head>
  <body>
    <header>
      <a class="logo" href="/">${logo} Todo</a>
      <nav aria-label="Interfaces"><a href="${root}">Events</a><a href="${root}/asyncapi.json">AsyncAPI</a><a href="/docs">HTTP interface</a></nav>
    </header>
    <main>${main}</main>
  </body>
</html>
`.html;
