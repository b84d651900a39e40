import { errorText, post } from './api.ts';
import { el, field, filledIn, whileBusy } from './dom.ts';
import { createOnce } from './once.ts';
import type { Session } from './session.ts';

type Mode = 'sign in' | 'sign up';

const texts = {
  'sign in': { title: 'Sign in', other: 'sign up', switch: 'No account yet? Sign up' },
  'sign up': { title: 'Create an account', other: 'sign in', switch: 'You have an account? Sign in' },
} as const;

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const fieldsOf = (mode: Mode): (HTMLElement | null)[] => {
  const isNew = mode === 'sign up';
  return [
    isNew ? field('Name', el('input', { name: 'name', autocomplete: 'name', maxlength: 200 })) : null,
    field('E-mail', el('input', { name: 'email', type: 'email', autocomplete: 'username', required: true })),
    field(
      'Password',
      el('input', { name: 'password', type: 'password', autocomplete: isNew ? 'new-password' : 'current-password', required: true, minlength: isNew ? 8 : 1, maxlength: 200 }),
      isNew ? 'At least 8 characters.' : undefined,
    ),
    isNew ? el('p', { class: 'muted' }, `Dates are meant in your time zone, ${zone()}.`) : null,
  ];
};

/** The form to sign in or up with; `notice` says why it is shown. */
export const signInView = (onSignedIn: (session: Session) => void, notice = ''): HTMLElement => {
  const view = el('main', { class: 'sign-in' });
  const once = createOnce();
  // An answer that got lost must not leave its person with “registered already”.
  const register = (body: object): Promise<Session> => post('/auth/register', body, once.keyFor(JSON.stringify(body)));
  const show = (mode: Mode, message: string): void => {
    const problem = el('p', { class: 'problem', role: 'alert' }, message);
    const submit = async (event: Event): Promise<void> => {
      event.preventDefault();
      problem.textContent = '';
      // A password counts as typed: blanks belong to it.
      const body = { ...filledIn(form), password: String(new FormData(form).get('password')) };
      onSignedIn(mode === 'sign in' ? await post<Session>('/auth/login', body) : await register({ ...body, time_zone: zone() }));
    };
    const form: HTMLFormElement = el(
      'form',
      {
        class: 'card',
        onsubmit: (event) => {
          event.preventDefault();
          return whileBusy(form, () => submit(event).catch((error: unknown) => void (problem.textContent = errorText(error))));
        },
      },
      el('h1', {}, texts[mode].title),
      problem,
      ...fieldsOf(mode),
      el('button', { class: 'primary' }, texts[mode].title),
      el('button', { type: 'button', class: 'link', onclick: () => show(texts[mode].other, '') }, texts[mode].switch),
    );
    view.replaceChildren(form);
    // The first form is not in the page yet.
    queueMicrotask(() => form.querySelector('input')?.focus());
  };
  show('sign in', notice);
  return view;
};
