import type { JSX } from 'preact';

/** A list of choices that looks like a button; choosing one acts and leaves nothing selected. */
export const Choose = <Name extends string>({ label, choices, onChoose }: { label: string; choices: readonly (readonly [Name, string])[]; onChoose(name: Name): void }): JSX.Element => {
  const choose = (event: Event): void => {
    const select = event.currentTarget as HTMLSelectElement;
    const name = select.value as Name;
    select.value = '';
    onChoose(name);
  };
  return (
    <select class="choose" aria-label={label} value="" onChange={choose}>
      <option value="" disabled hidden>{label}</option>
      {choices.map(([name, words]) => <option key={name} value={name}>{words}</option>)}
    </select>
  );
};
