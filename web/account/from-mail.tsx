import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { errorText, postOpenly } from '../api.ts';
import { place } from '../list/address.ts';
import { Logo } from '../shell/logo.tsx';
import { Ask, type Question } from './ask.tsx';
import { AskForMail, ChoosePassword } from './reset.tsx';

const toTasks = { href: '#/', way: 'Open your tasks' };

const Confirm = ({ token }: { token: string }): JSX.Element => (
  <Ask title="Confirm your address" label="Yes, it is mine" done="Thank you, the address is confirmed: reminders come here too." send={() => postOpenly('/auth/confirm', { token })} {...toTasks} />
);

const Unsubscribe = ({ token }: { token: string }): JSX.Element => (
  <Ask title="Stop these mails?" hint="The page goes on telling you." label="Stop them" done="No more of these mails will come. The settings turn them on again."
    send={() => postOpenly(`/unsubscribe/${encodeURIComponent(token)}`)} href="#/settings" way="Settings" />
);

interface MailAct {
  act: 'done' | 'snooze';
  title: string;
}

const questions: Record<MailAct['act'], (title: string) => Pick<Question, 'title' | 'label' | 'done'>> = {
  done: (title) => ({ title: `Is “${title}” done?`, label: 'Yes, complete it', done: `“${title}” is done.` }),
  snooze: (title) => ({ title: `Remind you of “${title}” again in an hour?`, label: 'Yes, in an hour', done: 'The reminder comes again in an hour.' }),
};

/** What the button of a reminder does. */
const Act = ({ token }: { token: string }): JSX.Element => {
  const [act, setAct] = useState<MailAct | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => void postOpenly<MailAct>('/mail-acts/preview', { token }).then(setAct, (error: unknown) => setProblem(errorText(error))), [token]);
  if (act !== null) return <Ask {...questions[act.act](act.title)} send={() => postOpenly('/mail-acts', { token })} {...toTasks} />;
  return (
    <div class="card">
      <Logo />
      <h1>{problem === '' ? 'One moment …' : 'This cannot be done from here'}</h1>
      <p class="problem" role="alert">{problem}</p>
      <p class="alternatives"><a href={toTasks.href}>{toTasks.way}</a></p>
    </div>
  );
};

const pages: Record<string, (props: { token: string }) => JSX.Element> = { '/reset': ChoosePassword, '/confirm': Confirm, '/unsubscribe': Unsubscribe, '/mail': Act };

/**
 * The places that links of mails lead to. Their secrets come after the `#`, so that no
 * server and no log sees them. Nobody needs to be signed in.
 */
export const FromMail = (): JSX.Element => {
  const { path, search } = place.value;
  const token = new URLSearchParams(search).get('token');
  const Page = pages[path];
  return <main class="sign-in">{token === null || Page === undefined ? <AskForMail /> : <Page token={token} />}</main>;
};
