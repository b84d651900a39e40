// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { el } from './dom.ts';
import type { TaskActions } from './task-item.ts';
import { drawTasks } from './task-list.ts';
import { aTask } from './testing/a-task.ts';
import { waitFor } from './testing/page.ts';
import type { Task } from './types.ts';

const setDone = vi.fn<TaskActions['setDone']>();
const remove = vi.fn<TaskActions['remove']>();
let list: HTMLUListElement;

beforeEach(() => {
  setDone.mockReset().mockResolvedValue();
  remove.mockReset().mockResolvedValue();
  list = el('ul', { tabindex: -1 });
  document.body.replaceChildren(list);
});

const draw = (...tasks: Task[]): void => drawTasks(list, tasks, { setDone, remove });
const titles = (): (string | null)[] => [...list.querySelectorAll('.title')].map(({ textContent }) => textContent);
const control = (index: number, name: string): HTMLElement => list.children[index]!.querySelector<HTMLElement>(`[data-control="${name}"]`)!;
const [a, b, c] = ['a', 'b', 'c'].map((id) => aTask({ id, title: id })) as [Task, Task, Task];

describe('the list of tasks', () => {
  it('shows them in their order, and keeps the element of each that did not change', () => {
    draw(a, b);
    const [first, second] = [...list.children];
    draw(c, b, { ...a, version: 2, title: 'a, renamed' });
    expect(titles()).toEqual(['c', 'b', 'a, renamed']);
    expect(list.children[1]).toBe(second);
    expect(list.contains(first!)).toBe(false);
  });

  it('leaves the keyboard where it was when a task is drawn anew', () => {
    draw(a, b);
    control(1, 'done').focus();
    draw(a, { ...b, version: 2 });
    expect(document.activeElement).toBe(control(1, 'done'));
  });

  it('hands the keyboard to the next task when its own goes away, and to the list after the last one', () => {
    draw(a, b);
    control(0, 'remove').focus();
    draw(b);
    expect(document.activeElement).toBe(control(0, 'remove'));
    draw();
    expect(document.activeElement).toBe(list);
  });
});

describe('a task in the list', () => {
  it('shows texts as texts, never as HTML', () => {
    draw(aTask({ title: '<img src=x onerror=alert(1)>', description: '<b>bold</b>', tags: ['<i>'] }));
    expect(titles()).toEqual(['<img src=x onerror=alert(1)>']);
    expect(list.querySelectorAll('img, b, i')).toHaveLength(0);
  });

  it('says how it repeats and that it is late', () => {
    draw(aTask({ recurrence: 'FREQ=WEEKLY;BYDAY=MO', due_local: '2020-01-06T09:00', due_date: '2020-01-06T09:00:00.000Z' }));
    expect(list.textContent).toContain('repeats every Monday');
    expect(list.querySelector('.overdue')?.textContent).toContain('Overdue');
  });

  it('is deleted only when that was asked twice in a row', () => {
    draw(a);
    const button = control(0, 'remove');
    button.click();
    button.dispatchEvent(new Event('blur'));
    button.click();
    expect(remove).not.toHaveBeenCalled();
    expect(button.textContent).toBe('Really delete?');
    button.click();
    expect(remove).toHaveBeenCalledExactlyOnceWith(a);
  });

  it('is checked off, and unchecked again when the server refuses', async () => {
    draw(a);
    const box = control(0, 'done') as HTMLInputElement;
    setDone.mockRejectedValueOnce(new Error('refused'));
    box.click();
    expect(setDone).toHaveBeenCalledExactlyOnceWith(a, true);
    await waitFor(() => expect(box.checked).toBe(false));
  });
});
