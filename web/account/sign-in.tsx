import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { post } from '../api.ts';
import { createOnce } from '../once.ts';
import { openSession, signedOutBecause, type Session } from '../session.ts';
import { Field, filled, onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import { Logo } from '../shell/logo.tsx';
import { lazy } from '../shell/lazy.tsx';
import { askForProvider, provider } from './provider.ts';

const SignInElsewhere = lazy(async () => (await import('./elsewhere.tsx')).SignInElsewhere);

type Mode = 'in' | 'up';

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const titles = { in: 'Sign in', up: 'Create an account' } as const;

// If the answer gets lost, the person must not be told “registered already”.
const once = createOnce();

const send = (mode: Mode, form: HTMLFormElement): Promise<Session> => {
  const { name, email } = filled(form);
  // A password counts exactly as typed, blanks included.
  const body = { email, password: String(new FormData(form).get('password')) };
  if (mode === 'in') return post<Session>('/auth/login', body);
  const user = { ...body, ...(name && { name }), time_zone: zone() };
  return post<Session>('/auth/register', user, once.keyFor(JSON.stringify(user)));
};

const Fields = ({ mode }: { mode: Mode }): JSX.Element => {
  const first = useRef<HTMLInputElement>(null);
  // Before anybody can type: later it would take the focus away from another field.
  useLayoutEffect(() => first.current?.focus(), []);
  const isNew = mode === 'up';
  return (
    <>
      {isNew && <Field label="Name"><input name="name" autocomplete="name" maxLength={200} ref={first} /></Field>}
      <Field label="E-mail"><input name="email" type="email" autocomplete="username" required {...(!isNew && { ref: first })} /></Field>
      <Field label="Password" {...(isNew && { hint: 'At least 8 characters.' })}>
        <input name="password" type="password" autocomplete={isNew ? 'new-password' : 'current-password'} required minLength={isNew ? 8 : 1} maxLength={200} />
      </Field>
      <label class="tick"><input type="checkbox" name="remember" defaultChecked /> Keep me signed in on this device</label>
      {isNew && <p class="muted">Dates are meant in your time zone, {zone().replaceAll('_', ' ')}.</p>}
    </>
  );
};

const SignInHere = (): JSX.Element => {
  const [mode, setMode] = useState<Mode>('in');
  const work = useWork();
  const submit = onSubmit((form) => void work.run(async () => openSession(await send(mode, form), form['remember'].checked)));
  return (
    <main class="sign-in">
      <form class="card" onSubmit={submit} aria-busy={work.busy} aria-labelledby="sign-in-title">
        <Logo />
        <h1 id="sign-in-title">{titles[mode]}</h1>
        {signedOutBecause.value && <p class="notice-line">{signedOutBecause}</p>}
        <Outcome {...work} />
        <Fields key={mode} mode={mode} />
        <button class="primary">{titles[mode]}</button>
        <p class="alternatives">
          <button type="button" class="link" onClick={() => setMode(mode === 'in' ? 'up' : 'in')}>{mode === 'in' ? 'No account yet? Sign up' : 'Already have an account? Sign in'}</button>
          {mode === 'in' && <a href="#/reset">Forgot your password?</a>}
        </p>
      </form>
    </main>
  );
};

/**
 * Where one signs in or up: here, or where the accounts are kept. Nothing is shown before
 * that is known, so that nobody types a password in vain.
 */
export const SignIn = (): JSX.Element | null => {
  useLayoutEffect(() => void askForProvider(), []);
  if (provider.value === undefined) return null;
  return provider.value === null ? <SignInHere /> : <SignInElsewhere {...provider.value} />;
};
