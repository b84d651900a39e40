import { taskLimits } from '#contracts/task-limits';
import type { Option, SingleIntent } from './intents.ts';
import { claimFound, type Found } from './match.ts';
import { question, reading, type Heard, type Understood } from './reading.ts';
import { claim } from './said.ts';
import { takeTarget } from './target.ts';
import { takeTitle } from './title.ts';
import { newTaskOf } from './read-new.ts';
import { wordsOfIntent } from './words.ts';

const borders = /\s+(?:to|as|into|=>|->|→)\s+/gi;
const mostBorders = 6;
const whichTo = 'I cannot tell where the new title begins: put both titles in "quotes".';

/** "change the lightbulb" may be something to do. */
const asNew = (heard: Heard): Option[] => {
  const made = newTaskOf(heard).intent;
  return made.title === '' || !/\s/.test(made.title) || /\s(?:it|that|this)$/i.test(made.title) ? [] : [{ label: wordsOfIntent(made, heard.context), intent: made }];
};

/** Renames a task; if "to" occurs more than once, the new title may begin after each of them. */
export const rename = (heard: Heard, found: Found): Understood => {
  const said = claimFound(heard.plain, found, 'rename');
  const region = found.parts['rest']!;
  const text = said.open.slice(region.from, region.to);
  const places = [...text.matchAll(borders)];
  if (places.length > mostBorders) return question(said, 'choice', whichTo);
  const splits = places.map(({ index, 0: word }) => {
    const middle = { from: region.from + index, to: region.from + index + word.length };
    const parted = claim(said, { ...middle, kind: 'command', means: 'to' });
    const named = takeTarget(parted, { from: region.from, to: middle.from });
    const title = takeTitle(named.said, { from: middle.to, to: region.to });
    return { said: title.said, target: named.target, title: title.title };
  });
  const readings = splits.filter(({ target, title }) => target.by !== 'nothing' && title !== '');
  const [first] = readings;
  if (first === undefined) {
    const named = takeTarget(said, region);
    return question(said, 'title', 'What is its new title?', { options: asNew(heard), pending: { kind: 'change', target: named.target, patch: { title: '?' } } });
  }
  if (readings.some(({ title }) => title.length > taskLimits.title)) return question(said, 'title', 'That title is too long: a title has at most 500 characters.');
  return reading(first.said, readings.map(({ target, title }): SingleIntent => ({ kind: 'change', target, patch: { title } })));
};
