import type { JSX } from 'preact';
import { post, request } from '../api.ts';
import { setProfile, user } from '../session.ts';
import { Field, filled, onSubmit, Outcome, useWork } from '../shell/fields.tsx';
import type { User } from '../types.ts';
import { Group } from './group.tsx';

const zones = (own: string): string[] => [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** Name, zone, and how dates are written. */
export const Profile = (): JSX.Element | null => {
  const work = useWork();
  const person = user.value;
  if (person === null) return null;
  const save = onSubmit((form) => {
    const { name = null, time_zone, date_order = null } = filled(form);
    void work.run(async () => setProfile(await request<User>('PATCH', '/me', { body: { name, time_zone, date_order } })), 'Saved.');
  });
  const sendAgain = (): void => void work.run(() => post('/me/confirmation'), 'The mail is on its way.');
  return (
    <Group id="profile" title="Profile">
      <form onSubmit={save} aria-busy={work.busy}>
        <p class="muted">Signed in as <strong>{person.email}</strong></p>
        {person.confirmed === false && <p class="notice-line">This address gets no mails until you follow the link in the one that we sent. <button type="button" class="link" onClick={sendAgain}>Send it again</button></p>}
        <div class="grid">
          <Field label="Name"><input name="name" autocomplete="name" defaultValue={person.name ?? ''} maxLength={200} /></Field>
          <Field label="Time zone" hint="Dates and reminders are in this zone.">
            <select name="time_zone" defaultValue={person.time_zone}>
              {zones(person.time_zone).map((zone) => <option key={zone} value={zone} selected={zone === person.time_zone}>{zone.replaceAll('_', ' ')}</option>)}
            </select>
          </Field>
          <Field label="03/04 means" hint="How numbers of a date are read.">
            <select name="date_order">
              <option value="" selected={!person.date_order}>Ask me</option>
              <option value="day_month" selected={person.date_order === 'day_month'}>3 April</option>
              <option value="month_day" selected={person.date_order === 'month_day'}>March 4</option>
            </select>
          </Field>
        </div>
        <Outcome {...work} />
        <button class="primary">Save the profile</button>
      </form>
    </Group>
  );
};
