import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { addTask } from '../data/do.ts';
import { onSubmit } from '../shell/fields.tsx';
import { Icon } from '../shell/icons.tsx';
import { preview, readings } from './preview.ts';

const typingMs = 200;

/** One line to add a task; what the chat reads in it is shown while one types. */
export const QuickAdd = (): JSX.Element => {
  const [text, setText] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = (value: string): void => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void preview(value), typingMs);
  };
  const add = onSubmit(() => {
    if (text.trim() === '') return;
    clearTimeout(timer.current);
    addTask(text.trim());
    setText('');
    void preview('');
  });
  return (
    <form class="quick-add" onSubmit={add}>
      <label>
        <Icon name="add" />
        <input id="quick-add" aria-label="Add a task" placeholder="Add a task: call mom tomorrow 9am #family" maxLength={1_000} autocomplete="off" enterkeyhint="done" dir="auto"
          aria-describedby="quick-add-reading" value={text} onInput={({ currentTarget }) => type(currentTarget.value)} />
      </label>
      <button class="primary" disabled={text.trim() === ''}>Add</button>
      <p id="quick-add-reading" class="chips" aria-live="polite">
        {text !== '' && readings.value.map(({ kind, text }) => <span key={`${kind} ${text}`} class={`chip reading ${kind}`}>{text}</span>)}
      </p>
    </form>
  );
};
