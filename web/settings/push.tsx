import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { get, request } from '../api.ts';
import { Outcome, useWork } from '../shell/fields.tsx';
import { Group } from './group.tsx';

const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window;

const subscription = async (): Promise<PushSubscription | null> => {
  const worker = await navigator.serviceWorker.getRegistration();
  return (await worker?.pushManager.getSubscription()) ?? null;
};

const keyBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

const subscribe = async (): Promise<void> => {
  if ((await Notification.requestPermission()) !== 'granted') throw new DOMException('not allowed');
  const { public_key } = await get<{ public_key: string }>('/push-subscriptions/key');
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: keyBytes(public_key) });
  await request('POST', '/push-subscriptions', { body: made.toJSON() });
};

const unsubscribe = async (): Promise<void> => {
  const found = await subscription();
  if (found === null) return;
  await request('DELETE', '/push-subscriptions', { body: { endpoint: found.endpoint } }).catch(() => undefined);
  await found.unsubscribe();
};

/** Push messages to this browser, even while the page is closed; only on request. */
export const Push = (): JSX.Element => {
  const [isOn, setOn] = useState(false);
  const [problem, setProblem] = useState('');
  const work = useWork();
  useEffect(() => {
    if (canPush()) void subscription().then((found) => setOn(found !== null));
  }, []);
  const toggle = (): void =>
    void work.run(async () => {
      setProblem('');
      await (isOn ? unsubscribe() : subscribe()).then(() => setOn(!isOn), (error: unknown) => {
        if (!(error instanceof DOMException)) throw error;
        setProblem('The browser does not allow it: allow notifications for this page in its settings, and try again.');
      });
    });
  return (
    <Group id="push" title="Messages in this browser" hint="Reminders as messages of the browser, also while this page is closed.">
      {canPush() ? (
        <>
          <button type="button" aria-pressed={isOn} aria-busy={work.busy} onClick={toggle}>{isOn ? 'Turn them off' : 'Turn them on'}</button>
          <Outcome {...work} />
          <p class="problem" role="alert">{problem}</p>
        </>
      ) : <p>This browser cannot show them.</p>}
    </Group>
  );
};
