import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { addTask } from '../data/do.ts';
import { onSubmit } from '../shell/fields.tsx';
import { Icon } from '../shell/icons.tsx';
import { asAdding } from './adding.ts';
import { preview, reading } from './preview.ts';

const typingMs = 200;

const kinds: Record<string, string> = { title: 'Task', time: 'When', tag: 'Tag', priority: 'Priority' };

/** The understood words as chips, and in full what would come of them. */
const Reading = ({ isTyping }: { isTyping: boolean }): JSX.Element => {
  const read = isTyping ? reading.value : null;
  return (
    <p id="quick-add-reading" class="chips" aria-live="polite">
      {read?.parts.map(({ kind, text }) => <span key={`${kind} ${text}`} class={`chip reading ${kind}`} dir="auto"><span class="visually-hidden">{kinds[kind]}: </span>{text}</span>)}
      {read?.says && <span class="under" dir="auto">{read.says}</span>}
    </p>
  );
};

/** One line to add a task; shows while the person types how the chat reads it. */
export const QuickAdd = (): JSX.Element => {
  const [text, setText] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = (value: string): void => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void preview(asAdding(value)), typingMs);
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
      <Reading isTyping={text !== ''} />
    </form>
  );
};
