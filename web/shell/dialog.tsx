import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A box above the page that keeps the keyboard until it closes, and gives it back to where it was. */
export const Dialog = ({ label, kind, onClose, children }: { label: string; kind: string; onClose(): void; children: ComponentChildren }): JSX.Element => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const closeOutside = (event: MouseEvent): void => {
    if (event.target === dialog.current) onClose();
  };
  return (
    <dialog ref={dialog} class={kind} aria-label={label} onClose={onClose} onClick={closeOutside}>
      {children}
    </dialog>
  );
};
