import type { Conversation, Expectation, Table, Turn } from '../../services/chat-api/testing/corpus/conversation.ts';

const quotedTitles = (titles: readonly string[]): string => titles.map((title) => `“${title}”`).join(', ');

const fieldWords = ({ task = {} }: Expectation): string => {
  const { title, ...fields } = task;
  const given = Object.entries(fields).filter(([, value]) => value !== null).map(([name, value]) => `${name} ${typeof value === 'string' ? value.replaceAll('\n', ' / ') : JSON.stringify(value)}`);
  return [...(title === undefined ? [] : [`“${title}”`]), ...given].join(', ');
};

const verbs: Record<Expectation['op'], string> = {
  create: 'adds', update: 'changes', complete: 'finishes', reopen: 'reopens', delete: 'deletes', several: 'changes', list: 'shows', confirm: 'asks before it touches', ask: 'asks', none: 'changes nothing',
};

const outcome = (expect: Expectation): string => {
  const what = expect.titles === undefined ? fieldWords(expect) : expect.titles.length === 0 ? 'nothing' : quotedTitles(expect.titles);
  const choices = (expect.choices ?? []).map((choice) => `“${choice}”`).join(' or ');
  return [verbs[expect.op], what, choices].filter((part) => part !== '').join(' ');
};

const turnWords = (turn: Turn): string => {
  if ('clock' in turn) return `*at ${turn.clock.replace('T', ' ')}*`;
  if ('page' in turn) return `*on the page: ${turn.page} “${turn.title}”*`;
  const said = 'say' in turn ? `«${turn.say}»` : `*picks “${turn.choose}”*`;
  return `${said} → ${outcome(turn.expect)}`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').normalize('NFC');

const row = ({ now, zone, tasks, turns }: Conversation): string =>
  `| ${now.replace('T', ' ')} ${zone} | ${cell(tasks.map(({ title, due_local = null }) => (due_local === null ? title : `${title} (${due_local.replace('T', ' ')})`)).join(', '))} | ${cell(turns.map(turnWords).join('<br>'))} |`;

const section = ({ kind, conversations }: Table): string => [`## ${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`, '', '| when and where | has | says |', '|---|---|---|', ...conversations.map(row), ''].join('\n');

/** What the chat understands, by every conversation that it is tested with. */
export const chatGuide = (tables: readonly Table[]): string =>
  [
    '<!-- Made by npm run generate from services/chat-api/testing/corpus: do not edit. -->',
    '# What the chat understands',
    '',
    'Every line below is a test. What is neither a command nor an answer becomes a task; what can be meant in two ways is asked about, and nothing is done before.',
    '',
    ...tables.map(section),
  ].join('\n');
