/**
 * The colors and fonts of the page, light and dark: its style sheet up to the first rule
 * that uses them.
 */
export const pageColors = (styleSheet: string): string => {
  const end = styleSheet.indexOf('\n*, *::before');
  if (!styleSheet.startsWith(':root {') || end < 0) throw new Error('web/style.css must begin with the variables, and go on with the rule of *, *::before');
  return styleSheet.slice(0, end);
};
