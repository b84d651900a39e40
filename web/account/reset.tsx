import type { JSX } from 'preact';
import { postOpenly } from '../api.ts';
import { Field, filled, onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import { Logo } from '../shell/logo.tsx';

/** Requests the mail with which a new password can be chosen. */
export const AskForMail = (): JSX.Element => {
  const work = useWork();
  const ask = onSubmit((form) => void work.run(() => postOpenly('/auth/reset', { email: filled(form)['email'] }), 'If that address has an account, a mail with a link is on its way. The link works for an hour.'));
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

/** Sets a new password, through the link of that mail. */
export const ChoosePassword = ({ token }: { token: string }): JSX.Element => {
  const work = useWork();
  const choose = onSubmit((form) => void work.run(() => postOpenly('/auth/reset/confirm', { token, password: String(new FormData(form).get('password')) }), 'The password is changed. You can sign in with it now.'));
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
