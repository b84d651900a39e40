import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { taskLimits } from '../../contracts/task-limits.ts';
import type { EditorField } from './editor-field.ts';
import { knownTags } from './known-tags.ts';

const asTag = (text: string): string => text.trim().replace(/^#/, '').replaceAll(/\s+/g, '-');

/** The tags of a task. */
export const TagsField = ({ task, save }: EditorField): JSX.Element => {
  const [text, setText] = useState('');
  const add = (): void => {
    const tag = asTag(text);
    setText('');
    if (tag !== '' && !task.tags.some((own) => own.toLowerCase() === tag.toLowerCase())) save({ tags: [...task.tags, tag] });
  };
  const onKey = (event: KeyboardEvent): void => {
    if ((event.key !== 'Enter' && event.key !== ',') || event.isComposing) return;
    event.preventDefault();
    add();
  };
  const id = `tags-${task.id}`;
  return (
    <div class="field" role="group" aria-label="Tags">
      <span class="field-name">Tags</span>
      <div class="chips">
        {task.tags.map((tag) => (
          <button key={tag} type="button" class="chip" dir="auto" aria-label={`Remove the tag ${tag}`} onClick={() => save({ tags: task.tags.filter((own) => own !== tag) })}>
            #{tag} <span aria-hidden="true">×</span>
          </button>
        ))}
        <input class="tag-input" aria-label="Add a tag" placeholder="Add a tag" list={id} value={text} maxLength={taskLimits.tag} dir="auto"
          onInput={({ currentTarget: { value } }) => setText(value)} onKeyDown={onKey} onBlur={add} />
        <datalist id={id}>{knownTags.value.map((tag) => <option key={tag} value={tag} />)}</datalist>
      </div>
    </div>
  );
};
