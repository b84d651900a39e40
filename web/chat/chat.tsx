import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { errorText } from '../api.ts';
import { act } from '../data/act.ts';
import { place } from '../list/address.ts';
import { user } from '../session.ts';
import { onSubmit } from '../shell/fields.tsx';
import { Icon } from '../shell/icons.tsx';
import { trailAddress } from '../trail-address.ts';
import type { ChatMessage, Choice } from '../types.ts';
import { draft, earlier, messages, readEarlier, unanswered } from './state.ts';

const speakers = { user: 'You', assistant: 'Todo' } as const;

const say = (message: string, shown = message): void => act({ kind: 'chat', message, shown }, shown);

const Choices = ({ choices }: { choices: readonly Choice[] }): JSX.Element => (
  <div class="choices" role="group" aria-label="Answers">
    {choices.map(({ label, message }) => <button key={message} type="button" dir="auto" onClick={() => say(message, label)}>{label}</button>)}
  </div>
);

const Line = ({ role, text, choices, correlation_id, waits }: Pick<ChatMessage, 'role' | 'text' | 'choices' | 'correlation_id'> & { waits?: boolean }): JSX.Element => (
  <li class={`line ${role}${waits ? ' waits' : ''}`}>
    <span class="visually-hidden">{speakers[role]}: </span>
    <p dir="auto">{text}</p>
    {waits && <small><Icon name="clock" /> waits</small>}
    {role === 'assistant' && correlation_id && user.value?.role === 'admin' && <a class="trail-link" href={trailAddress(correlation_id)}>What this led to</a>}
    {choices.length > 0 && <Choices choices={choices} />}
  </li>
);

const Earlier = ({ onRead }: { onRead(): void }): JSX.Element | null => {
  const [problem, setProblem] = useState('');
  if (!earlier.value) return null;
  const read = (): void => {
    onRead();
    readEarlier().then(() => setProblem(''), (error: unknown) => setProblem(errorText(error)));
  };
  return <p class="earlier"><button type="button" onClick={read}>Earlier messages</button> {problem}</p>;
};

/** Keeps the end of the conversation in view, unless the person has scrolled up to read. */
const useScroll = (count: number, at: string): [{ current: HTMLDivElement | null }, () => void] => {
  const log = useRef<HTMLDivElement>(null);
  const heightBefore = useRef<number | null>(null);
  useLayoutEffect(() => {
    const { current } = log;
    if (current === null) return;
    current.scrollTop = heightBefore.current === null ? current.scrollHeight : current.scrollTop + current.scrollHeight - heightBefore.current;
    heightBefore.current = null;
    // On a phone the conversation is hidden, and so has no end, until the person goes to
    // it.
  }, [count, at]);
  return [log, () => void (heightBefore.current = log.current?.scrollHeight ?? null)];
};

const Composer = (): JSX.Element => {
  const form = useRef<HTMLFormElement>(null);
  const send = onSubmit(() => {
    const text = draft.value.trim();
    if (text === '') return;
    draft.value = '';
    say(text);
  });
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <form ref={form} class="composer" onSubmit={send}>
      <textarea id="message" aria-label="Message" placeholder="Tell me what to do" rows={1} maxLength={1_000} autocomplete="off" enterkeyhint="send" dir="auto"
        value={draft.value} onInput={({ currentTarget: { value } }) => void (draft.value = value)} onKeyDown={onEnter} />
      <button class="primary">Send</button>
    </form>
  );
};

/** The conversation with the chatbot. */
export const Chat = (): JSX.Element => {
  const said = messages.value;
  const waiting = unanswered.value;
  const [log, keepPlace] = useScroll(said.length + waiting.length, place.value.path);
  const lastId = waiting.length === 0 ? said.at(-1)?.id : undefined;
  return (
    <section class="pane chat" aria-labelledby="chat-title">
      <h2 id="chat-title">Chat</h2>
      <div ref={log} class="log" role="log" aria-live="off" aria-label="Conversation" tabIndex={0}>
        <Earlier onRead={keepPlace} />
        <ol>
          {said.length === 0 && waiting.length === 0 && <Line role="assistant" text="Hello! Tell me what you need to do, or say “help”." choices={[]} />}
          {said.map((message) => <Line key={message.id} {...message} choices={message.id === lastId ? message.choices : []} />)}
          {waiting.map(({ key, act }) => act.kind === 'chat' && <Line key={key} role="user" text={act.shown} choices={[]} waits />)}
        </ol>
      </div>
      <Composer />
    </section>
  );
};
