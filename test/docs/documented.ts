import { pages, type Page } from './documents.ts';

/** The name of a program alone is no command, but for npm's. */
const program = String.raw`(?:npm (?:start|test|ci)\b|(?:npm run|npx|tools\/node|dapr|docker|kubectl|helm|minikube|psql|rpk|curl|kafka-consumer-groups\.sh)(?= ))`;

const inBlock = new RegExp(`(?:^|[ (])(${program}[^|;&#\\n]*)`, 'gm');
const inLetters = new RegExp(`^(?:[A-Z_]+=\\S* )*(${program}.*)$`);

/** Blocks of sh, and lines that are indented as code. */
const blocksIn = (text: string): string[] => [...[...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(([, block]) => block!), ...[...text.matchAll(/^ {4,}(\S.*)$/gm)].map(([, line]) => line!)];

/**
 * What a page tells a reader to run, each once: in blocks of sh, in indented lines, and in
 * code letters.
 */
export const commandsIn = ({ text }: Pick<Page, 'text'>): string[] => {
  const blocks = blocksIn(text).flatMap((block) => block.split('\n').filter((line) => !line.trim().startsWith('#')).flatMap((line) => [...line.matchAll(inBlock)].map(([, command]) => command!)));
  const letters = [...text.replace(/^ *```[\s\S]*?^ *```$/gm, '').matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => inLetters.exec(code!)?.[1] ?? []);
  return [...new Set([...blocks, ...letters].map((command) => command.split(/ \\?\| | > /)[0]!.trim()))];
};

/** A command, and the page that names it. */
export interface Documented {
  file: string;
  command: string;
}

/** Every command of README.md and docs/; records of decisions tell of their day. */
export const documented: readonly Documented[] = pages
  .filter(({ file }) => file === 'README.md' || (file.startsWith('docs/') && !file.startsWith('docs/decisions/')))
  .flatMap((page) => commandsIn(page).map((command) => ({ file: page.file, command })));
