import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { provider } from '../account/provider.ts';
import { download, request } from '../api.ts';
import { forgetStore } from '../data/store.ts';
import { closeSession, endSession, user } from '../session.ts';
import { Dialog } from '../shell/dialog.tsx';
import { Field, onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import { queue } from '../data/state.ts';
import { Group } from './group.tsx';

const save = (blob: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const DeleteAccount = ({ onClose }: { onClose(): void }): JSX.Element => {
  const work = useWork();
  const remove = onSubmit((form) => {
    // Whose account is kept elsewhere has no password here.
    const body = provider.value ? {} : { password: String(new FormData(form).get('password')) };
    void work.run(async () => {
      const { id = '' } = user.value ?? {};
      await request('DELETE', '/me', { body });
      closeSession('The account is deleted.');
      await forgetStore(id);
    });
  });
  return (
    <Dialog label="Delete the account" kind="ask" onClose={onClose}>
      <h2>Delete the account?</h2>
      <p>Your tasks, conversations, notices and settings are deleted for good. This cannot be undone.</p>
      <form onSubmit={remove} aria-busy={work.busy}>
        {!provider.value && <Field label="Your password"><input type="password" name="password" autocomplete="current-password" required maxLength={200} /></Field>}
        <Outcome {...work} />
        <div class="editor-acts"><button class="danger">Delete it for good</button><button type="button" onClick={onClose}>Keep it</button></div>
      </form>
    </Dialog>
  );
};

/** Downloading one's data, signing out, and deleting the account. */
export const OwnData = (): JSX.Element => {
  const [asks, setAsks] = useState(false);
  const work = useWork();
  const waiting = queue.value.length;
  const leave = (): void => void work.run(async () => {
    const { id = '' } = user.value ?? {};
    await endSession();
    // What this browser keeps belongs to this person alone; what was not sent yet stays for
    // their return.
    if (waiting === 0) await forgetStore(id);
  });
  return (
    <Group id="data" title="Your data">
      <div class="editor-acts">
        <button type="button" onClick={() => void work.run(async () => save(await download('/me/export', {}), 'todo.json'))}>Download everything</button>
        <button type="button" onClick={leave}>Sign out</button>
        <button type="button" class="danger" onClick={() => setAsks(true)}>Delete the account …</button>
      </div>
      {waiting > 0 && <p class="muted">{waiting} changes were not sent yet; they are kept in this browser until you sign in again.</p>}
      <Outcome {...work} />
      {asks && <DeleteAccount onClose={() => setAsks(false)} />}
    </Group>
  );
};
