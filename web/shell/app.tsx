import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { SignIn } from '../account/sign-in.tsx';
import { Chat } from '../chat/chat.tsx';
import { place } from '../list/address.ts';
import { Tasks } from '../list/tasks.tsx';
import { user } from '../session.ts';
import { Header, Tabs } from './header.tsx';
import { Help } from './help.tsx';
import { box, listenToKeys, type Box } from './keys.ts';
import { lazy } from './lazy.tsx';
import { Palette } from './palette.tsx';
import { Toasts } from './toasts.tsx';

const Notices = lazy(async () => (await import('../notices/notices.tsx')).Notices);
const Settings = lazy(async () => (await import('../settings/settings.tsx')).Settings);
const Operators = lazy(async () => (await import('../operators.tsx')).Operators);
const Arrival = lazy(async () => (await import('../account/elsewhere.tsx')).Arrival);
const FromMail = lazy(async () => (await import('../account/from-mail.tsx')).FromMail);

const isOperators = (path: string): boolean => user.value?.role === 'admin' && /^\/(ops|audit|trail)(\/|$)/.test(path);

const Aside = ({ path }: { path: string }): JSX.Element => {
  if (path.startsWith('/notices')) return <Notices />;
  return path.startsWith('/settings') ? <Settings /> : <Tasks />;
};

/** The main part: the place that the address names, with the chat beside it if there is room. */
const Main = ({ path }: { path: string }): JSX.Element => {
  const main = useRef<HTMLElement>(null);
  const [top = ''] = path.slice(1).split('/', 1);
  // The keyboard starts here after signing in and after each change of place, so that it is
  // never nowhere; at once, so that it is taken from nobody.
  useLayoutEffect(() => main.current?.focus({ preventScroll: true }), [top]);
  if (isOperators(path)) return <main id="main" ref={main} tabIndex={-1} class="operators"><Operators /></main>;
  return (
    <main id="main" ref={main} tabIndex={-1} class={`home at-${top === 'chat' ? 'chat' : 'list'}`}>
      <Aside path={path} />
      <Chat />
    </main>
  );
};

/**
 * Closes a dialog. One that has replaced it meanwhile stays, because browsers report a
 * closed dialog late.
 */
const closes = (kind: Box) => (): void => {
  if (box.value === kind) box.value = null;
};

const [closeHelp, closePalette] = [closes('help'), closes('palette')];

const SignedIn = ({ path }: { path: string }): JSX.Element => {
  useLayoutEffect(listenToKeys, []);
  return (
    <>
      <Header />
      <Main path={path} />
      <Tabs />
      {box.value === 'help' && <Help onClose={closeHelp} />}
      {box.value === 'palette' && <Palette onClose={closePalette} />}
      <Toasts />
    </>
  );
};

/** The page. */
export const App = (): JSX.Element => {
  const { path } = place.value;
  if (/^\/(reset|confirm|unsubscribe|mail)$/.test(path)) return <FromMail />;
  if (path === '/signed-in') return <Arrival />;
  return user.value === null ? <SignIn /> : <SignedIn path={path} />;
};
