import type { JSX } from 'preact';
import { queue, reachable } from '../data/state.ts';
import { place } from '../list/address.ts';
import { unread } from '../notices/state.ts';
import { user } from '../session.ts';
import { Icon } from './icons.tsx';
import { Logo } from './logo.tsx';

const operators = [['#/', 'Tasks'], ['#/ops', 'Operations'], ['#/audit', 'Audit trail']] as const;

const isAt = (href: string): boolean => {
  const { path } = place.value;
  const there = href.slice(1);
  return there === '/' ? !/^\/(ops|audit|settings|notices)/.test(path) : path.startsWith(there);
};

/** Says when the page is offline, and how much waits because of that. */
const Connection = (): JSX.Element | null => {
  const waiting = queue.value.length;
  if (reachable.value) return null;
  return <p class="offline">Offline{waiting > 0 && `: ${waiting} ${waiting === 1 ? 'change waits' : 'changes wait'}`}</p>;
};

const unreadWords = (): string => {
  const { count, more } = unread.value;
  return count === 0 ? '' : `${count}${more ? '+' : ''}`;
};

/** The top of every page. */
export const Header = (): JSX.Element => (
  <header>
    <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.querySelector<HTMLElement>('#main')?.focus(); }}>Skip to the content</a>
    <h1><a class="home-link" href="#/" aria-label="Todo, all tasks"><Logo /></a></h1>
    {user.value?.role === 'admin' && (
      <nav aria-label="Views">
        {operators.map(([href, words]) => <a key={href} href={href} {...(isAt(href) && { 'aria-current': 'page' as const })}>{words}</a>)}
      </nav>
    )}
    <Connection />
    <span class="spring" />
    <a class="icon-button bell" href="#/notices" aria-label={unreadWords() === '' ? 'Notices' : `Notices, ${unreadWords()} unread`} {...(isAt('#/notices') && { 'aria-current': 'page' as const })}>
      <Icon name="bell" />
      {unreadWords() !== '' && <span class="bubble" aria-hidden="true">{unreadWords()}</span>}
    </a>
    <a class="icon-button" href="#/settings" aria-label="Account and settings" {...(isAt('#/settings') && { 'aria-current': 'page' as const })}><Icon name="gear" /></a>
  </header>
);

const tabs = [['#/', 'Tasks', 'list'], ['#/chat', 'Chat', 'chat'], ['#/notices', 'Notices', 'bell'], ['#/settings', 'Settings', 'gear']] as const;

const isTab = (href: string): boolean => (href === '#/' ? !/^\/(chat|notices|settings|ops|audit)/.test(place.value.path) : place.value.path.startsWith(href.slice(1)));

/** On a phone, the places of the page within reach of the thumb. */
export const Tabs = (): JSX.Element => (
  <nav class="tabs" aria-label="Places">
    {tabs.map(([href, words, icon]) => (
      <a key={href} href={href} {...(isTab(href) && { 'aria-current': 'page' as const })}>
        <Icon name={icon} />
        {words}
        {icon === 'bell' && unreadWords() !== '' && <span class="bubble">{unreadWords()}<span class="visually-hidden"> unread</span></span>}
      </a>
    ))}
  </nav>
);
