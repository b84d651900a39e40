import { takeTitle } from './title.ts';
import { isTold } from './told.ts';
import type { Heard } from './reading.ts';

const atEnd = /(?:^|\s)(?:to|from|until|till|the|a|an|my|your|of|and|or|but|is|was|are|were|than|as|into|be|under|new)$/i;
const atStart = /^(?:with|for|at|of|from|because|about|than|or|but|one each|make (?:it|that|them)|change (?:it|that) to|oops|whoops|i meant?|(?:the|that|this) (?:(?:next|previous|following|other|same) )?ones?|(?:next|previous|following|other|same) ones?|(?:the )?(?:day|week|month|year) (?:after|before)|am|pm|same (?:for|with)|the same (?:for|with))(?:\s|$)/i;

/** Whether a title ends where something must follow: "dentist moved to". */
export const hangs = (title: string): boolean => atEnd.test(title);

/**
 * Whether a title now ends where something must follow because words of time were cut out,
 * or because the sentence breaks off.
 */
export const isCutOff = ({ plain, timed }: Heard, title: string): boolean => hangs(title) && (plain.open.trim() !== timed.open.trim() || isTold(title));

/** Whether a message continues what was said before it: "with paul", "for an hour". */
export const goesOn = ({ plain }: Heard): boolean => atStart.test(takeTitle(plain).title);
