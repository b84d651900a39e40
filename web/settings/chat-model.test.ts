// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatModelStanding } from '../../contracts/http/chat-model.ts';
import { serve } from '../testing/fake-server.ts';
import { buttonNamed, settle, waitFor } from '../testing/page.ts';
import { ChatModel } from './chat-model.tsx';

afterEach(() => render(null, document.body));

const standing: ChatModelStanding = { recipient: 'Example AI', sends: 'Example AI gets the message.', when: 'unsure', agreed: false, tokens_today: 7, tokens_a_day: 100 };
const show = (): void => render(h(ChatModel, {}), document.body);

describe('the settings of the language model', () => {
  it('say what goes to whom, and let a person agree and change their mind', async () => {
    let agreed = false;
    const asked = serve(({ body }) => {
      agreed = (body as { agreed: boolean } | undefined)?.agreed ?? agreed;
      return { body: { ...standing, agreed } };
    });
    show();
    await waitFor(() => expect(document.body.textContent).toContain('Example AI gets the message.'));
    expect(document.body.textContent).not.toContain('tokens');
    buttonNamed(document.body, 'Let the chat ask Example AI').click();
    await waitFor(() => expect(document.body.textContent).toContain('Today it used 7 of 100 tokens.'));
    buttonNamed(document.body, 'Stop asking Example AI').click();
    await waitFor(() => expect(document.body.textContent).toContain('Nothing that you write goes to Example AI.'));
    expect(asked.filter(({ method }) => method === 'PUT').map(({ path, body }) => [path, body])).toEqual([['/me/chat-model', { agreed: true }], ['/me/chat-model', { agreed: false }]]);
  });

  it('are not there without a model', async () => {
    const asked = serve(() => ({ body: { ...standing, recipient: null, sends: null } }));
    show();
    await waitFor(() => expect(asked).toHaveLength(1));
    await settle();
    expect(document.body.textContent).toBe('');
  });
});
