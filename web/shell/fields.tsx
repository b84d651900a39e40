import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { errorText } from '../api.ts';

/** A labelled field of a form. */
export const Field = ({ label, hint, children }: { label: string; hint?: string; children: ComponentChildren }): JSX.Element => (
  <label class="field">
    <span>{label}</span>
    {children}
    {hint && <small>{hint}</small>}
  </label>
);

/** The state of a form: whether it is under way, and what went wrong. */
export interface Working {
  busy: boolean;
  problem: string;
  /** What to say when all went well. */
  done: string;
  run(work: () => Promise<unknown>, done?: string): Promise<boolean>;
}

/** Runs the work of a form, one run at a time, and keeps what went wrong for {@link Outcome}. */
export const useWork = (): Working => {
  const [state, set] = useState({ busy: false, problem: '', done: '' });
  const run: Working['run'] = async (work, done = '') => {
    if (state.busy) return false;
    set({ busy: true, problem: '', done: '' });
    try {
      await work();
      set({ busy: false, problem: '', done });
      return true;
    } catch (error) {
      set({ busy: false, problem: errorText(error), done: '' });
      return false;
    }
  };
  return { ...state, run };
};

/** The outcome of a form, for readers and screen readers. */
export const Outcome = ({ problem, done }: Working): JSX.Element => (
  <>
    <p class="problem" role="alert">{problem}</p>
    <p class="good-news" role="status">{done}</p>
  </>
);

/** The texts of a form by field name, without blank ones. */
export const filled = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]): [string, string] => [name, String(value).trim()]).filter(([, value]) => value !== ''));

/** Handles a form in place of the browser. */
export const onSubmit = (take: (form: HTMLFormElement) => void) => (event: SubmitEvent): void => {
  event.preventDefault();
  take(event.currentTarget as HTMLFormElement);
};
