/** A line as one says it to the chat to add a task: what stands alone may be taken for a command. */
export const asAdding = (line: string): string => {
  const text = line.trim();
  return text === '' || /^(add|new|remind)\b/i.test(text) ? text : `add ${text}`;
};
