import { errorText, get, mayHaveHappened, post } from './api.ts';
import { el, whileBusy } from './dom.ts';
import { createOnce } from './once.ts';
import type { ChatAnswer, ChatMessage, Choice, Page } from './types.ts';

const speakers = { user: 'You', assistant: 'Todo' } as const;

/** The conversation; `onAnswer` follows each answer, which may have changed tasks. */
export const chatPane = (onAnswer: () => void): HTMLElement => {
  const log = el('ol', { class: 'log', role: 'log', 'aria-label': 'Conversation', tabindex: 0 });
  const input = el('textarea', {
    'aria-label': 'Message', placeholder: 'add buy milk tomorrow 9am #home !high', rows: 1, maxlength: 1000, autocomplete: 'off', enterkeyhint: 'send',
  });
  const once = createOnce();

  const clearChoices = (): void => log.querySelectorAll('.choices, .line.failed').forEach((element) => element.remove());

  const choiceButton = ({ label, message }: Choice): HTMLElement =>
    el('button', { type: 'button', onclick: () => whileBusy(form, () => say(message, label)) }, label);

  const show = (role: ChatMessage['role'], text: string, choices: Choice[] = []): HTMLElement => {
    const line = el('li', { class: `line ${role}` }, el('span', { class: 'visually-hidden' }, `${speakers[role]}: `), el('p', {}, text));
    if (choices.length > 0) line.append(el('div', { class: 'choices', role: 'group', 'aria-label': 'Answers' }, ...choices.map(choiceButton)));
    log.append(line);
    log.scrollTop = log.scrollHeight;
    return line;
  };

  const offerAgain = (error: unknown, text: string, shown: string): void => {
    const isChoice = shown !== text;
    show('assistant', errorText(error), isChoice ? [{ label: shown, message: text }] : []).classList.add('failed');
    if (!isChoice && input.value === '') input.value = text;
  };

  const say = async (text: string, shown = text): Promise<void> => {
    const key = once.keyFor(text);
    clearChoices();
    const line = show('user', shown);
    try {
      const { reply, choices } = await post<ChatAnswer>('/chat', { message: text }, key);
      once.settle();
      show('assistant', reply, choices);
      onAnswer();
    } catch (error) {
      if (!mayHaveHappened(error)) once.settle();
      line.remove();
      offerAgain(error, text, shown);
    }
    input.focus();
  };

  const form: HTMLFormElement = el(
    'form',
    {
      class: 'composer',
      onsubmit: (event) => {
        event.preventDefault();
        const text = input.value.trim();
        if (text === '') return;
        return whileBusy(form, () => {
          input.value = '';
          return say(text);
        });
      },
    },
    input,
    el('button', { class: 'primary' }, 'Send'),
  );
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  const load = async (): Promise<void> => {
    // History is read when wanted, not announced line by line.
    log.setAttribute('aria-live', 'off');
    const { items } = await get<Page<ChatMessage>>('/chat', { limit: '100' });
    // A choice is shown as it was read, not as it was sent.
    const labels = new Map(items.flatMap(({ choices }) => choices).map(({ label, message }) => [message, label]));
    // They come newest first; only the latest question is still open.
    items.toReversed().forEach(({ role, text, choices }, i) =>
      show(role, role === 'user' ? (labels.get(text) ?? text) : text, i === items.length - 1 ? choices : []),
    );
    if (items.length === 0) show('assistant', 'Hello! Tell me what you need to do, or say “help”.');
    log.setAttribute('aria-live', 'polite');
  };
  load().catch((error: unknown) => void show('assistant', errorText(error)).classList.add('failed'));

  return el('section', { class: 'pane chat', 'aria-labelledby': 'chat-title' }, el('h2', { id: 'chat-title' }, 'Chat'), log, form);
};
