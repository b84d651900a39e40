import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { askForProvider, provider } from '../account/provider.ts';
import { ChatModel } from './chat-model.tsx';
import { OwnData } from './data.tsx';
import { Notifications } from './notifications.tsx';
import { Profile } from './profile.tsx';
import { Push } from './push.tsx';
import { Password, Sessions, Tokens } from './security.tsx';
import '../settings.css';

/** All settings of the account. */
export const Settings = (): JSX.Element => {
  useEffect(() => void askForProvider(), []);
  return (
    <section class="pane settings" aria-labelledby="settings-title">
      <h2 id="settings-title" tabIndex={-1}>Settings</h2>
      <Profile />
      <Notifications />
      <Push />
      {!provider.value && <Password />}
      <Sessions />
      <Tokens />
      <ChatModel />
      <OwnData />
    </section>
  );
};
