import type { JSX } from 'preact';
import { Dialog } from './dialog.tsx';
import { keyHelp } from './keys.ts';

/** The keyboard shortcuts. */
export const Help = ({ onClose }: { onClose(): void }): JSX.Element => (
  <Dialog label="Keys" kind="help" onClose={onClose}>
    <h2>Keys</h2>
    <dl>
      {keyHelp.map(([key, does]) => (
        <div key={key}>
          <dt>{key.split(/(?<=.)\+|( then )/).filter(Boolean).map((part) => (part === ' then ' ? part : <kbd key={part}>{part}</kbd>))}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    <form method="dialog"><button class="primary">Close</button></form>
  </Dialog>
);
