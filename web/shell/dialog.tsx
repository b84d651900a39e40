import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A dialog that keeps the keyboard until it closes, and then gives it back. */
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
