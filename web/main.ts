import { whenSignedOut } from './api.ts';
import { auditView } from './audit.ts';
import { el } from './dom.ts';
import { homeView, type View } from './home.ts';
import { readRoute } from './ops/route.ts';
import { opsView } from './ops/view.ts';
import { currentSession, setSession } from './session.ts';
import { signInView } from './sign-in.ts';
import type { User } from './types.ts';

const root = document.querySelector('#app') ?? document.body;

let view: View | null = null;

const leaveView = (): void => {
  view?.leave();
  view = null;
};

/** What an administrator's address leads to; anybody else sees the tasks. */
const viewOf = (user: User): { place: string; open: () => View } => {
  const ops = readRoute(location.hash);
  if (user.role === 'admin' && ops !== null) return { place: '#/ops', open: () => opsView(ops) };
  if (user.role === 'admin' && location.hash === '#/audit') return { place: '#/audit', open: () => ({ element: auditView(), leave: () => undefined }) };
  return { place: '#/', open: homeView };
};

const places = { '#/': 'Tasks', '#/audit': 'Audit trail', '#/ops': 'Operations' };

const link = (href: string, text: string, current: boolean): HTMLElement => el('a', { href, ...(current && { 'aria-current': 'page' }) }, text);

const header = (user: User, place: string): HTMLElement =>
  el(
    'header',
    {},
    el('h1', {}, 'Todo'),
    user.role === 'admin'
      ? el('nav', { 'aria-label': 'Views' }, ...Object.entries(places).map(([href, text]) => link(href, text, href === place)))
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
  const { place, open } = viewOf(session.user);
  view = open();
  root.replaceChildren(header(session.user, place), el('main', {}, view.element));
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
