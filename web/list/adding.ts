/** A line for the chat that adds a task: the bare words could be taken for a command. */
export const asAdding = (line: string): string => {
  const text = line.trim();
  return text === '' || /^(add|new|remind)\b/i.test(text) ? text : `add ${text}`;
};
