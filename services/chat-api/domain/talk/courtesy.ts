import { locate } from './match.ts';
import { claim, type Claim, type Said } from './said.ts';

/**
 * Words that open a request, and those that do so only with a mark after them: "Great
 * Gatsby" is a book.
 */
const openers = ['please', 'pls', 'plz', 'kindly', 'hey(?: there| bot)?', 'hi(?: there| bot)?', 'hello(?: there| bot)?', 'ok(?:ay)?', 'alright', 'so', 'um+', 'uh+', 'hmm+', 'also', 'oh (?:and|also|yes)', 'and(?: then| also)?', 'then', 'just', 'quickly', 'u+gh+', 'a+rgh+', 'omg', 'oh no', 'oh shit', 'shit', 'damn(?: it)?', 'dammit', 'crap', 'fuck', 'gosh', 'yikes', 'sry', 'ffs', 'jeez', 'bloody hell', 'for (?:fucks?|god|heaven)(?:[’\']?s)? sake'];
const marked = ['well', 'oh', 'ah', 'yo', 'now', 'plus', 'actually', 'sorry', 'thanks', 'thank you', 'thx', 'ty', 'cheers', 'great', 'cool', 'nice', 'perfect', 'good (?:morning|evening|afternoon)', 'yes please', 'yes', 'oops', 'right', 'sure', 'wait'];
const asking = ["(?:can|could|would|will) (?:you|u|ya)(?: please| kindly| just| also)*", 'would you mind', "i(?: would|'?d|’d) like (?:you )?to", "i(?:['’]?d| would)?(?: just)? (?:need|want|wanted|like)(?: to ask)? you to", 'i was (?:just )?wondering if you (?:can|could|would)', "let['’]?s", 'do me a favou?r and', 'be so kind (?:as to|and)'];

const lead = new RegExp(`^[\\s,.!–-]*(?:(?:${[...asking, ...openers].join('|')})(?=[\\s,.!:–-])|(?:${marked.join('|')})(?=\\s*[,.!:–-]))[\\s,.!:–-]*`, 'i');

const tail =
  /(?:(?:\s|[,.!?;–-])\s*(?:please|pls|plz|thanks(?: a lot| so much)?|thank you(?: very much| so much)?|thx|cheers|from (?:now|here|today) on(?:wards?)?|going forward|(?:at )?(?:the )?same time|will you|would you|can you|could you)|,\s*(?:ok(?:ay)?|mate|bro|dude|buddy|if you can|if possible|ty))[\s.!?,]*$/i;

const pictures = /[\s.!?,]*\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F|[\s.!?])*$/u;

const span = (from: number, to: number): Claim => ({ from, to, kind: 'courtesy', means: '' });

/** A longer row of them is not courtesy any more. */
const mostTaken = 8;

const takeLead = (said: Said): Said => {
  let rest = said;
  let from = 0;
  for (let taken = 0; taken < mostTaken; taken += 1) {
    const match = lead.exec(rest.open.slice(from));
    if (match === null) break;
    const to = from + match[0].length;
    // A word that is the whole message says something by itself: "thanks", "now".
    if (rest.open.slice(to).trim() === '') break;
    rest = claim(rest, span(from, to));
    from = to;
  }
  return rest;
};

const takeTail = (said: Said, pattern: RegExp): Said => {
  let rest = said;
  for (let taken = 0; taken < mostTaken; taken += 1) {
    const found = locate(rest, pattern);
    if (found === null || rest.open.slice(0, found.from).trim() === '' || found.match[0].trim() === '') break;
    rest = claim(rest, span(found.from, rest.open.length));
  }
  return rest;
};

/** Claims politeness and fillers at both ends of a message. */
export const takeCourtesy = (said: Said): Said => takeTail(takeLead(said), tail);

/** Claims emoji at the end, which mean nothing to a command. */
export const takePictures = (said: Said): Said => takeTail(said, pictures);
