import { whenSignedOut } from './api.ts';
import { auditView } from './audit.ts';
import { el } from './dom.ts';
import { homeView, type View } from './home.ts';
import { currentSession, setSession } from './session.ts';
import { signInView } from './sign-in.ts';
import type { User } from './types.ts';

const root = document.querySelector('#app') ?? document.body;

let view: View | null = null;

const leaveView = (): void => {
  view?.leave();
  view = null;
};

const isAudit = (user: User): boolean => user.role === 'admin' && location.hash === '#/audit';

const link = (href: string, text: string, current: boolean): HTMLElement => el('a', { href, ...(current && { 'aria-current': 'page' }) }, text);

const header = (user: User): HTMLElement =>
  el(
    'header',
    {},
    el('h1', {}, 'Todo'),
    user.role === 'admin'
      ? el('nav', { 'aria-label': 'Views' }, link('#/', 'Tasks', !isAudit(user)), link('#/audit', 'Audit trail', isAudit(user)))
      : null,
    el('span', { class: 'who' }, user.email),
    el('button', { type: 'button', class: 'quiet', onclick: () => signOut('') }, 'Sign out'),
  );

const show = (notice = ''): void => {
  leaveView();
  const session = currentSession();
  if (session === null) {
    root.replaceChildren(signInView((signedIn) => { setSession(signedIn); show(); }, notice));
    return;
  }
  view = isAudit(session.user) ? { element: auditView(), leave: () => undefined } : homeView();
  root.replaceChildren(header(session.user), el('main', {}, view.element));
};

const signOut = (reason: string): void => {
  setSession(null);
  show(reason);
};

whenSignedOut(signOut);
addEventListener('hashchange', () => {
  show();
  root.querySelector<HTMLElement>('[aria-current]')?.focus();
});
show();
