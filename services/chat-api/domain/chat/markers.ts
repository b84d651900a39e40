import { taskLimits, type Task } from '#contracts/task';

const tag = /(?<=^|[\s(,])#(?=[\p{N}\p{M}_-]*\p{L})([\p{L}\p{N}\p{M}_-]+)/gu;
const bang = /(?<=^|\s)!(high|medium|med|low|h|m|l)(?=$|[\s,.;])/gi;
const trailing = /(?:^|[\s,]+)(?:with\s+)?(?:(high|medium|low)[\s-]+prio(?:rity)?|prio(?:rity)?[:\s]+(high|medium|low))$/i;

const priorities = { h: 'HIGH', m: 'MEDIUM', l: 'LOW' } as const;

/** The priority that a word such as high, med or l names. */
export const toPriority = (word: string): Task['priority'] => priorities[word[0]!.toLowerCase() as 'h' | 'm' | 'l'];

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Takes "high priority" off the end of a text. */
export const takeTrailingPriority = (text: string): { text: string; priority: Task['priority'] | null } => {
  const match = trailing.exec(text);
  const word = match?.[1] ?? match?.[2];
  return word === undefined ? { text, priority: null } : { text: tidy(text.slice(0, match!.index)), priority: toPriority(word) };
};

/** Tags such as #home, as they are written. */
export const findTags = (text: string): string[] => [
  ...new Set([...text.matchAll(tag)].map((match) => match[1]!).filter((name) => name.length <= taskLimits.tag)),
];

/** Takes #tags and !priority out of a text; where several priorities stand, the last counts. */
export const takeMarkers = (text: string): { text: string; tags: string[]; priority: Task['priority'] | null } => {
  const tags = findTags(text).slice(0, taskLimits.tags);
  const word = [...text.matchAll(bang)].at(-1)?.[1];
  const rest = text.replace(tag, (whole, name: string) => (tags.includes(name) ? '' : whole)).replace(bang, '');
  return { text: tidy(rest), tags, priority: word === undefined ? null : toPriority(word) };
};
