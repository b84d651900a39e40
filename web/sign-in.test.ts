// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { signInView } from './sign-in.ts';
import { serve, type Answered, type Asked } from './testing/fake-server.ts';
import { waitFor } from './testing/page.ts';

const session = { token: 't', user: { id: 'u', email: 'ada@todo.local', name: null, time_zone: 'UTC', role: 'user' } };
const onSignedIn = vi.fn<(session: unknown) => void>();
let asked: Asked[];
let answers: Answered[];
let view: HTMLElement;

beforeEach(() => {
  onSignedIn.mockReset();
  answers = [];
  asked = serve(() => answers.shift() ?? { body: session });
  view = signInView(onSignedIn, 'Please sign in.');
  document.body.replaceChildren(view);
});

const click = (text: string): void => [...view.querySelectorAll('button')].find(({ textContent }) => textContent!.includes(text))!.click();
const send = async (fields: Record<string, string>): Promise<Asked> => {
  for (const [name, value] of Object.entries(fields)) view.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value;
  const before = asked.length;
  view.querySelector('form')!.requestSubmit();
  await waitFor(() => expect([asked.length, view.querySelector('form')!.getAttribute('aria-busy')]).toEqual([before + 1, null]));
  return asked.at(-1)!;
};
const person = { email: ' ada@todo.local ', password: ' with blanks ' };

describe('signing in', () => {
  it('says why it is asked for, sends the password as it was typed, and hands over the session', async () => {
    expect(view.textContent).toContain('Please sign in.');
    expect(await send(person)).toMatchObject({ path: '/auth/login', body: { email: 'ada@todo.local', password: ' with blanks ' } });
    expect(onSignedIn).toHaveBeenCalledExactlyOnceWith(session);
  });

  it('says what went wrong, and lets one try again', async () => {
    answers = [{ status: 401, body: { title: 'Address or password is wrong' } }];
    await send(person);
    expect(view.querySelector('[role=alert]')?.textContent).toBe('Address or password is wrong.');
    await send(person);
    expect(onSignedIn).toHaveBeenCalledTimes(1);
  });
});

describe('signing up', () => {
  beforeEach(() => click('Sign up'));

  it('sends the zone of this browser with it', async () => {
    const { path, body } = await send({ ...person, name: 'Ada' });
    expect(path).toBe('/auth/register');
    expect(body).toMatchObject({ name: 'Ada', time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  });

  it('is the same request when its answer was lost, and another one when it was changed', async () => {
    answers = [{ status: 0 }, { status: 409, body: { title: 'This address is registered already' } }];
    await send(person);
    await send(person);
    await send({ ...person, email: 'bob@todo.local' });
    const keys = asked.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });
});
