/** A change that a page asks for: a block of code, and the file named in the sentence before it. */
export interface Step {
  file: string;
  /**
   * A diff has lines to add and to remove between lines that stay; any other block is the
   * whole file.
   */
  kind: 'diff' | 'file';
  text: string;
}

const stepsOfPage = /^\d+\. `([^`]+)`.*\n\n {3}```(\w+)\n([\s\S]*?)^ {3}```$/gm;

/** The steps of a page, in order. */
export const readSteps = (page: string): Step[] =>
  [...page.matchAll(stepsOfPage)].map(([, file, language, block]) => ({
    file: file!,
    kind: language === 'diff' ? 'diff' : 'file',
    text: block!.replace(/^ {3}/gm, ''),
  }));

const side = (lines: readonly string[], without: '+' | '-'): string =>
  lines.filter((line) => !line.startsWith(without)).map((line) => `${line.slice(1)}\n`).join('');

/** A text with a diff applied; throws unless each line that stays or goes is there exactly once. */
export const applyDiff = (text: string, diff: string): string => {
  const lines = diff.trimEnd().split('\n');
  const [before, after] = [side(lines, '+'), side(lines, '-')];
  if (text.split(before).length !== 2) throw new Error(`this must be there once:\n${before}`);
  return text.replace(before, () => after);
};
