import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { request } from '../api.ts';
import { now } from '../data/state.ts';
import { currentSessionId, openSession, user, type Session } from '../session.ts';
import { Field, onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import { instantWords } from '../time/words.ts';
import { Group } from './group.tsx';
import { useRead } from './use-read.ts';

/** Changing the password: asks for the old one and signs other browsers out. */
export const Password = (): JSX.Element => {
  const work = useWork();
  const change = onSubmit((form) => {
    const given = new FormData(form);
    const body = { current: String(given.get('password')), password: String(given.get('new_password')) };
    void work.run(async () => {
      // The old session ends with the old password.
      await openSession(await request<Session>('POST', '/auth/password', { body }), true);
      form.reset();
    }, 'The password is changed; other browsers are signed out.');
  });
  return (
    <Group id="password" title="Password">
      <form onSubmit={change} aria-busy={work.busy}>
        {/* So that the browser knows whose password it is to keep. */}
        <input type="text" name="username" autocomplete="username" value={user.value?.email ?? ''} readOnly hidden />
        <div class="grid">
          <Field label="Present password"><input type="password" name="password" autocomplete="current-password" required maxLength={200} /></Field>
          <Field label="New password" hint="At least 8 characters."><input type="password" name="new_password" autocomplete="new-password" required minLength={8} maxLength={200} /></Field>
        </div>
        <Outcome {...work} />
        <button>Change the password</button>
      </form>
    </Group>
  );
};

interface BrowserSession {
  id: string;
  agent: string | null;
  created_at: string;
  used_at: string;
}

const browserWords = (agent: string | null): string => {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(agent ?? '')?.[1]?.replace('Edg', 'Edge').replace('OPR', 'Opera');
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent ?? '')?.[1]?.replace(' OS X', '');
  return [browser ?? 'A browser', system].filter(Boolean).join(' on ');
};

/** Where the person is signed in. */
export const Sessions = (): JSX.Element | null => {
  const { value, problem, isMissing, again } = useRead<{ items: BrowserSession[] }>('/me/sessions');
  const work = useWork();
  if (isMissing) return null;
  const end = (id?: string): void =>
    void work.run(async () => {
      await request('DELETE', id === undefined ? `/me/sessions?except=${currentSessionId()}` : `/me/sessions/${id}`);
      await again();
    }, 'Signed out there.');
  return (
    <Group id="sessions" title="Where you are signed in">
      <p class="problem" role="alert">{problem}</p>
      <ul class="rows">
        {value?.items.map(({ id, agent, used_at }) => (
          <li key={id}>
            <span>{browserWords(agent)} <small>{id === currentSessionId() ? 'this browser' : `last used ${instantWords(used_at, now.value)}`}</small></span>
            {id !== currentSessionId() && <button type="button" aria-label={`Sign out ${browserWords(agent)}`} onClick={() => end(id)}>Sign out</button>}
          </li>
        ))}
      </ul>
      <Outcome {...work} />
      {(value?.items.length ?? 0) > 1 && <button type="button" onClick={() => end()}>Sign out everywhere else</button>}
    </Group>
  );
};

interface Token {
  id: string;
  name: string;
  scope: string;
  created_at: string;
}

/** Tokens for assistants. */
export const Tokens = (): JSX.Element | null => {
  const { value, problem, isMissing, again } = useRead<{ items: Token[] }>('/me/tokens');
  const [made, setMade] = useState('');
  const work = useWork();
  if (isMissing) return null;
  const add = onSubmit((form) => {
    const given = new FormData(form);
    void work.run(async () => {
      const { token } = await request<{ token: string }>('POST', '/me/tokens', { body: { name: String(given.get('name')), scope: String(given.get('scope')) } });
      setMade(token);
      form.reset();
      await again();
    });
  });
  const end = (id: string): void => void work.run(async () => {
    await request('DELETE', `/me/tokens/${id}`);
    await again();
  }, 'That token no longer works.');
  return (
    <Group id="tokens" title="Assistants" hint="A token lets an assistant work on your tasks by the Model Context Protocol, at /mcp.">
      <p class="problem" role="alert">{problem}</p>
      <ul class="rows">
        {value?.items.map(({ id, name, scope }) => (
          <li key={id}><span>{name} <small>{scope}</small></span><button type="button" aria-label={`Remove ${name}`} onClick={() => end(id)}>Remove</button></li>
        ))}
      </ul>
      <form onSubmit={add} aria-busy={work.busy}>
        <div class="grid">
          <Field label="Name of the assistant"><input name="name" required maxLength={100} /></Field>
          <Field label="It may"><select name="scope"><option value="read">only read</option><option value="write">read and change</option></select></Field>
        </div>
        <button>Make a token</button>
      </form>
      {made !== '' && <p class="notice-line">Copy it now, it is not shown again: <code>{made}</code></p>}
      <Outcome {...work} />
    </Group>
  );
};
