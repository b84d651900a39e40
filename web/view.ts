/** A view made of plain elements, and what to do when it is left. */
export interface View {
  element: HTMLElement;
  leave(): void;
}
