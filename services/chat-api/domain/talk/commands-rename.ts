import { taskLimits } from '#contracts/task-limits';
import { orSpoken, plain, T } from './change-rules.ts';
import { unsure } from './commands-task.ts';
import { claimFound, written, type Found } from './match.ts';
import { newTaskOf } from './read-new.ts';
import { reading, type Heard, type Rule, type Understood } from './reading.ts';
import { rename } from './rename.ts';
import type { Said } from './said.ts';
import { takeTarget } from './target.ts';
import { takeTitle } from './title.ts';

/** A part of a message as it was written, including words of time. */
export const literal = (said: Said, found: Found, name: string): { text: string; said: Said } => {
  const { title, said: tidy } = takeTitle(said, found.parts[name]);
  return { text: title, said: tidy };
};

const named = (heard: Heard, found: Found): Understood | null => {
  const { text, said } = literal(claimFound(heard.plain, found, 'rename'), found, 'name');
  const { said: whole, target } = takeTarget(said, found.parts['task']);
  return text === '' || text.length > taskLimits.title ? null : reading(whole, [{ kind: 'change', target: orSpoken(target), patch: { title: text } }], { otherwise: { intent: newTaskOf(heard).intent, offered: true } });
};

/** A new name only if nothing else was said: "the report should be done by friday" is none. */
const renamed = (heard: Heard, found: Found): Understood | null => {
  const { points, periods, repeats, durations } = heard.when;
  const isOther = points.length + periods.length + repeats.length + durations.length > 0 || /^(?:done|finished|complete|ready|not|no|a?\s*(?:high|low|medium|top|urgent|important|p[1-4])\b)/i.test(written(heard.plain, found.parts['name']));
  return isOther ? null : named(heard, found);
};

/** Commands that say outright that they rename. */
export const renameCommands: Rule[] = [
  plain(`(?:rename|retitle|re-name)\\s+(?:to|as|into)\\s+(?<name>.+)`, named),
  plain(`(?:rename|retitle|re-name)\\s+(?<rest>.+)`, rename),
  plain(`(?:call|name)\\s+${T}\\s+(?<name>\\u0001+)`, named),
  plain(`(?:change|set|edit)\\s+(?:the\\s+)?(?:title|name)\\s+(?:of|for)\\s+(?<rest>.+)`, rename),
];

/** Sentences that may rename a task, tried once no other change has matched. */
export const lateRenameCommands: Rule[] = [
  plain(`${T}\\s+(?:should|must|needs to|has to) be (?:called|named)\\s+(?<name>.+)`, named),
  plain(`${T}\\s+(?:should|must|needs to|has to|ought to) (?:say|read)\\s+(?<name>.+)`, named),
  plain(`${T}\\s+should (?:actually |really )?be\\s+(?<name>.+)`, unsure(renamed)),
  plain(`make (?<task>it|that|this)\\s+(?:say\\s+|be\\s+|into\\s+)?(?<name>.+)`, unsure(renamed)),
  plain(`change\\s+(?<rest>.+)`, rename),
];
