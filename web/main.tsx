import { effect } from '@preact/signals';
import { render } from 'preact';
import { closeClient, openClient } from './data/client.ts';
import { user } from './session.ts';
import { App } from './shell/app.tsx';
import './style.css';

let openFor: string | null = null;
let turn = Promise.resolve();

// The data follow the signed-in user, one after the other: the previous person's are closed
// first, even if they are still being opened.
effect(() => {
  const person = user.value;
  if ((person?.id ?? null) === openFor) return;
  const leaving = openFor;
  openFor = person?.id ?? null;
  turn = turn.then(async () => {
    if (leaving !== null) closeClient();
    if (person !== null) await openClient(person);
  });
});

const root = document.querySelector('#app') ?? document.body;
// Removes what index.html shows while the page loads.
root.replaceChildren();
render(<App />, root);

const laterMs = 1_500;

// Once the page has what it needs: a first visit must not wait for what a later one may
// want.
if ('serviceWorker' in navigator) {
  addEventListener('load', () => setTimeout(() => void navigator.serviceWorker.register('/sw.js').catch(() => undefined), laterMs));
}
