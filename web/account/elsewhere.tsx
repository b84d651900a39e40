import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { place } from '../list/address.ts';
import { renewToken, signedOutBecause } from '../session.ts';
import { Logo } from '../shell/logo.tsx';
import type { Provider } from './provider.ts';

const Card = ({ children }: { children: ComponentChildren }): JSX.Element => (
  <main class="sign-in">
    <div class="card">
      <Logo />
      <h1>Sign in</h1>
      {children}
    </div>
  </main>
);

/** The way to where people sign in whose accounts are kept elsewhere. */
export const SignInElsewhere = ({ name, sign_in }: Provider): JSX.Element => (
  <Card>
    {signedOutBecause.value && <p class="notice-line">{signedOutBecause}</p>}
    {sign_in === null ? <p>Accounts are kept at {name}, and this page cannot take you there: who runs it has to set AUTH_CLIENT_ID.</p> : <a class="button primary" href={sign_in}>Sign in at {name}</a>}
  </Card>
);

const problems: Record<string, string> = {
  forgotten: 'That took too long, or was begun in another browser: sign in again.',
  refused: 'You were not let in: sign in again, or ask who runs this.',
  away: 'Where you sign in does not answer: try again in a moment.',
};

/** Takes over the session of who comes back from there, or says why there is none. */
export const Arrival = (): JSX.Element => {
  const [problem, setProblem] = useState(problems[new URLSearchParams(place.value.search).get('problem') ?? '']);
  useEffect(() => {
    if (problem !== undefined) return;
    renewToken().then(
      (token) => (token === null ? setProblem(problems['forgotten']) : location.replace('#/')),
      () => setProblem(problems['away']),
    );
  }, []);
  return (
    <Card>
      <p class="problem" role="alert">{problem}</p>
      {problem === undefined ? <p role="status">One moment …</p> : <p class="alternatives"><a href="#/">Back to sign in</a></p>}
    </Card>
  );
};
