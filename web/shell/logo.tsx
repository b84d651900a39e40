import type { JSX } from 'preact';

/** The mark and the name. */
export const Logo = (): JSX.Element => (
  <span class="logo">
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect class="logo-ground" width="32" height="32" rx="9" />
      <path class="logo-mark" d="M9 16.5l5 5 9.5-11" fill="none" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
    Todo
  </span>
);
