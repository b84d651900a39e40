import type { JSX } from 'preact';
import { post, request } from '../api.ts';
import { place } from '../list/address.ts';
import { Field, filled, onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import { Logo } from '../shell/logo.tsx';

const AskForMail = (): JSX.Element => {
  const work = useWork();
  const ask = onSubmit((form) => void work.run(() => post('/auth/reset', { email: filled(form)['email'] }), 'If that address has an account, a mail with a link is on its way. The link works for an hour.'));
  return (
    <form class="card" onSubmit={ask} aria-busy={work.busy} aria-labelledby="reset-title">
      <Logo />
      <h1 id="reset-title">A new password</h1>
      <p class="muted">We send a link to your address.</p>
      <Outcome {...work} />
      <Field label="E-mail"><input name="email" type="email" autocomplete="username" required autofocus /></Field>
      <button class="primary">Send the link</button>
      <p class="alternatives"><a href="#/">Back to sign in</a></p>
    </form>
  );
};

const Choose = ({ token }: { token: string }): JSX.Element => {
  const work = useWork();
  const choose = onSubmit((form) => void work.run(() => request('POST', '/auth/reset/confirm', { body: { token, password: String(new FormData(form).get('password')) } }), 'The password is changed. You can sign in with it now.'));
  return (
    <form class="card" onSubmit={choose} aria-busy={work.busy} aria-labelledby="reset-title">
      <Logo />
      <h1 id="reset-title">Choose a new password</h1>
      <Outcome {...work} />
      <Field label="New password" hint="At least 8 characters."><input name="password" type="password" autocomplete="new-password" required minLength={8} maxLength={200} autofocus /></Field>
      <button class="primary">Change the password</button>
      <p class="alternatives"><a href="#/">Sign in</a></p>
    </form>
  );
};

/** Only when asked: mail scanners open links by themselves. */
const Confirm = ({ token }: { token: string }): JSX.Element => {
  const work = useWork();
  const confirm = onSubmit(() => void work.run(() => request('POST', '/auth/confirm', { body: { token } }), 'Thank you, the address is confirmed.'));
  return (
    <form class="card" onSubmit={confirm} aria-busy={work.busy} aria-labelledby="reset-title">
      <Logo />
      <h1 id="reset-title">Confirm your address</h1>
      <Outcome {...work} />
      <button class="primary">Yes, it is mine</button>
      <p class="alternatives"><a href="#/">To your tasks</a></p>
    </form>
  );
};

/** What links of mails about the account lead to; their secrets stand behind the `#`, so that no server and no log sees them. */
export const Reset = (): JSX.Element => {
  const { path, search } = place.value;
  const token = new URLSearchParams(search).get('token');
  const isConfirm = path.startsWith('/confirm');
  return (
    <main class="sign-in">
      {token === null ? <AskForMail /> : isConfirm ? <Confirm token={token} /> : <Choose token={token} />}
    </main>
  );
};
