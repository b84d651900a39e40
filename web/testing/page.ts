import { vi } from 'vitest';

/** Waits for what follows from an answer; patiently, because the machine may be busy. */
export const waitFor = (check: () => void): Promise<void> => vi.waitFor(check, 10_000);

/** The button with this text, which a person would press. */
export const buttonNamed = (root: ParentNode, text: string): HTMLButtonElement => {
  const found = [...root.querySelectorAll('button')].find(({ textContent }) => textContent === text);
  if (found === undefined) throw new Error(`no button “${text}”: ${[...root.querySelectorAll('button')].map(({ textContent }) => textContent).join(', ')}`);
  return found;
};

/** Lets everything that has begun come to its end: answers, and what follows from them. */
export const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
  await waitFor(() => {
    if (document.querySelector('[aria-busy=true]') !== null) throw new Error('something is still under way');
  });
};
