import type { JSX } from 'preact';
import type { ChatModelStanding } from '../../contracts/http/chat-model.ts';
import { request } from '../api.ts';
import { Outcome, useWork } from '../shell/fields.tsx';
import { Group } from './group.tsx';
import { useRead } from './use-read.ts';

const path = '/me/chat-model';

interface Deciding {
  standing: ChatModelStanding;
  set(standing: ChatModelStanding): void;
}

const Decide = ({ standing, set }: Deciding): JSX.Element => {
  const { recipient, sends, agreed, tokens_today, tokens_a_day } = standing;
  const work = useWork();
  const decide = (): void =>
    void work.run(async () => set(await request('PUT', path, { body: { agreed: !agreed } })), agreed ? `Nothing that you write goes to ${recipient}.` : `The chat may ask ${recipient}.`);
  return (
    <>
      <p>{sends}</p>
      {agreed && <p class="muted">Today it used {tokens_today} of {tokens_a_day} tokens.</p>}
      <button type="button" disabled={work.busy} onClick={decide}>{agreed ? `Stop asking ${recipient}` : `Let the chat ask ${recipient}`}</button>
      <Outcome {...work} />
    </>
  );
};

/** Whether a language model may read what the person writes; nothing where there is none. */
export const ChatModel = (): JSX.Element | null => {
  const { value, set } = useRead<ChatModelStanding>(path);
  if (value === null || value.recipient === null) return null;
  return (
    <Group id="chat-model" title="Language model" hint="Where the chat is not sure what you mean, it can ask a language model. What that proposes is yours to choose.">
      <Decide standing={value} set={set} />
    </Group>
  );
};
