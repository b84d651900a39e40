import { pages } from './documents.ts';

/** What shows a requirement: a file, and in it a test by how its title begins. */
export interface Proof {
  file: string;
  /** Undefined where the whole file shows it. */
  title: string | undefined;
}

/** A row of docs/requirements.md. */
export interface Requirement {
  row: string;
  proofs: Proof[];
  /** Says that something of it is not shown. */
  isOpen: boolean;
}

const page = pages.find(({ file }) => file === 'docs/requirements.md')!;

const proof = /`([\w./-]+\.\w+)`(?: «([^»]+)»)?/g;

const toRequirement = (line: string): Requirement => {
  const cells = line.split(' | ');
  const proofs = [...cells.at(-1)!.matchAll(proof)].map(([, file, title]) => ({ file: file!, title }));
  return { row: cells.slice(0, 2).join(' ').replace(/^\| /, ''), proofs, isOpen: line.includes('**Not shown') };
};

/** Every row of the page. */
export const requirements: readonly Requirement[] = page.text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (subject|row|asked) \|/.test(line))
  .map(toRequirement);

/** Every test that the page names by its title. */
export const namedTests: readonly (Proof & { title: string })[] = requirements.flatMap(({ proofs }) => proofs.flatMap(({ file, title }) => (title === undefined ? [] : [{ file, title }])));
