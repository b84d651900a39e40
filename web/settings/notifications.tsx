import type { JSX } from 'preact';
import { request } from '../api.ts';
import { filled, Field, onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import { Group } from './group.tsx';
import { useRead } from './use-read.ts';

type Mode = 'now' | 'digest' | 'off';
type Channel = 'email' | 'push' | 'in_app';
type Kind = 'task_reminder' | 'task_created';

interface Preferences extends Record<Kind, Record<Channel, Mode>> {
  quiet_hours: { from: string; to: string } | null;
  digest_at: string;
  time_zone: string | null;
}

const kinds: Record<Kind, string> = { task_reminder: 'Reminders', task_created: 'New tasks' };
const channels: Record<Channel, string> = { in_app: 'On the page', email: 'By e-mail', push: 'In the browser (push)' };
const modes: Record<Mode, string> = { now: 'at once', digest: 'once a day', off: 'never' };

const Modes = ({ kind, values }: { kind: Kind; values: Record<Channel, Mode> }): JSX.Element => (
  <fieldset>
    <legend>{kinds[kind]}</legend>
    <div class="grid">
      {(Object.keys(channels) as Channel[]).map((channel) => (
        <Field key={channel} label={channels[channel]}>
          <select name={`${kind}.${channel}`}>
            {(Object.keys(modes) as Mode[]).map((mode) => <option key={mode} value={mode} selected={values[channel] === mode}>{modes[mode]}</option>)}
          </select>
        </Field>
      ))}
    </div>
  </fieldset>
);

const readForm = (form: HTMLFormElement, before: Preferences): Preferences => {
  const given = filled(form);
  const modesOf = (kind: Kind): Record<Channel, Mode> =>
    Object.fromEntries(Object.keys(channels).map((channel) => [channel, given[`${kind}.${channel}`]])) as Record<Channel, Mode>;
  const { from, to, digest_at = before.digest_at, quiet } = given;
  return { ...before, task_reminder: modesOf('task_reminder'), task_created: modesOf('task_created'), digest_at, quiet_hours: quiet && from && to ? { from, to } : null };
};

/** How and when the person is notified. */
export const Notifications = (): JSX.Element => {
  const { value, problem, set } = useRead<Preferences>('/notification-preferences');
  const work = useWork();
  if (value === null) return <Group id="notifications" title="Notifications"><p class="problem" role="alert">{problem}</p></Group>;
  const save = onSubmit((form) => void work.run(async () => set(await request<Preferences>('PUT', '/notification-preferences', { body: readForm(form, value) })), 'Saved.'));
  return (
    <Group id="notifications" title="Notifications">
      <form onSubmit={save} aria-busy={work.busy}>
        <Modes kind="task_reminder" values={value.task_reminder} />
        <Modes kind="task_created" values={value.task_created} />
        <fieldset>
          <legend>Quiet hours and digest</legend>
          <label class="tick"><input type="checkbox" name="quiet" value="yes" defaultChecked={value.quiet_hours !== null} /> Send nothing in quiet hours; it comes when they end</label>
          <div class="grid">
            <Field label="Quiet from"><input type="time" name="from" defaultValue={value.quiet_hours?.from ?? '22:00'} /></Field>
            <Field label="Quiet until"><input type="time" name="to" defaultValue={value.quiet_hours?.to ?? '07:00'} /></Field>
            <Field label="Daily digest at"><input type="time" name="digest_at" required defaultValue={value.digest_at} /></Field>
          </div>
        </fieldset>
        <Outcome {...work} />
        <button class="primary">Save the notifications</button>
      </form>
    </Group>
  );
};
