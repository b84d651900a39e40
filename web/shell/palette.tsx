import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { addTask, takeBack } from '../data/do.ts';
import { tasks } from '../data/state.ts';
import { listAddress } from '../list/address.ts';
import { knownTags } from '../list/known-tags.ts';
import { showTask } from '../list/selection.ts';
import { endSession, user } from '../session.ts';
import { Dialog } from './dialog.tsx';
import { box } from './keys.ts';

interface Command {
  words: string;
  kind: string;
  run(): void;
}

const go = (words: string, href: string): Command => ({ words, kind: 'Go to', run: () => void (location.hash = href) });

const commands = (): Command[] => [
  go('Tasks', '#/'), go('Chat', '#/chat'), go('Notices', '#/notices'), go('Settings', '#/settings'),
  ...(user.value?.role === 'admin' ? [go('Operations', '#/ops'), go('Audit trail', '#/audit')] : []),
  { words: 'Undo', kind: 'Do', run: () => void takeBack('undo') },
  { words: 'Redo', kind: 'Do', run: () => void takeBack('redo') },
  { words: 'Keys', kind: 'Show', run: () => void (box.value = 'help') },
  { words: 'Sign out', kind: 'Do', run: () => void endSession() },
  ...knownTags.value.map((tag): Command => ({ words: `#${tag}`, kind: 'Filter', run: () => void (location.hash = listAddress({ tags: [tag] })) })),
];

const show = (id: string): void => {
  location.hash = '#/';
  showTask(id);
};

const longest = 12;

const found = (text: string): Command[] => {
  const words = text.trim().toLowerCase();
  const named = commands().filter((command) => command.words.toLowerCase().includes(words));
  if (words === '') return named.slice(0, longest);
  const matching = [...tasks.value.values()].filter(({ title, status }) => status !== 'DONE' && title.toLowerCase().includes(words));
  const add: Command = { words: text.trim(), kind: 'Add', run: () => addTask(text.trim()) };
  return [...named, ...matching.slice(0, longest).map(({ id, title }): Command => ({ words: title, kind: 'Task', run: () => show(id) })), add].slice(0, longest);
};

/** Finds tasks, places and commands by a few letters. */
export const Palette = ({ onClose }: { onClose(): void }): JSX.Element => {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = found(text);
  const run = (command: Command | undefined): void => {
    onClose();
    command?.run();
  };
  const steps: Record<string, () => void> = {
    ArrowDown: () => setAt((at + 1) % list.length),
    ArrowUp: () => setAt((at + list.length - 1) % list.length),
    Enter: () => run(list[at]),
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined || event.isComposing) return;
    event.preventDefault();
    step();
  };
  const type = (value: string): void => {
    setText(value);
    setAt(0);
  };
  return (
    <Dialog label="Find anything" kind="palette" onClose={onClose}>
      <input type="text" role="combobox" aria-label="Find anything" aria-expanded="true" aria-controls="palette-list" aria-activedescendant={`palette-${at}`} aria-autocomplete="list"
        placeholder="Find a task, a place, a thing to do" value={text} onInput={({ currentTarget: { value } }) => type(value)} onKeyDown={onKey} autofocus />
      <ul id="palette-list" role="listbox" aria-label="Found">
        {list.map((command, i) => (
          <li key={`${command.kind} ${command.words}`} id={`palette-${i}`} role="option" aria-selected={i === at} onClick={() => run(command)} onMouseMove={() => setAt(i)}>
            <small>{command.kind}</small> <span dir="auto">{command.words}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
