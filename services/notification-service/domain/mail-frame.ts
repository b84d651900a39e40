import { oneLine } from './content.ts';

/** A button or a link of a mail. */
export interface MailLink {
  label: string;
  href: string;
}

/** A mail as a card: its subject matter, its text, and what the reader can do. */
export interface MailCard {
  /** A word or two above the title: a reminder, an account. */
  kind: string;
  title: string;
  /** Line breaks within a paragraph are kept. */
  paragraphs: readonly string[];
  /** The user's own words, set apart from ours. */
  notes?: string;
  tags?: readonly string[];
  /** Shown as buttons; the first is what most people want. */
  acts: readonly MailLink[];
  /** Shown in small type below the card. */
  links?: readonly MailLink[];
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe in HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

const lines = (text: string): string => text.split('\n').map(escapeHtml).join('<br>');

const serif = "ui-serif,'Iowan Old Style',Palatino,Georgia,serif";
const sans = "-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif";

/**
 * The page's colours. Mail programs read the styles of elements; those that support dark
 * schemes read these too.
 */
const dark = `
  .page { background: #131512 !important; }
  .card { background: #1b1e1a !important; border-color: #30352d !important; }
  .text { color: #e8e9e2 !important; }
  .muted, .muted a { color: #a5aa9c !important; }
  .notes { background: #262a24 !important; color: #e8e9e2 !important; }
  .tag { background: #262a24 !important; color: #a5aa9c !important; }
  .main { background: #7fcfb2 !important; }
  .main a { color: #0b2118 !important; }
  .other { border-color: #7f8577 !important; }
  .other a { color: #e8e9e2 !important; }`;

const button = ({ label, href }: MailLink, i: number): string => {
  const [kind, cell, link] = i === 0 ? ['main', 'background:#1d6a55;border:1px solid #1d6a55', '#ffffff'] : ['other', 'border:1px solid #85826f', '#22241e'];
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="display:inline-table;margin:0 8px 8px 0"><tr><td class="${kind}" style="${cell};border-radius:9px"><a href="${escapeHtml(href)}" style="display:inline-block;padding:10px 18px;color:${link};font:600 16px/20px ${sans};text-decoration:none">${escapeHtml(label)}</a></td></tr></table>`;
};

const tag = (name: string): string => `<span class="tag" dir="auto" style="display:inline-block;margin:0 6px 6px 0;padding:2px 10px;border-radius:14px;background:#ebe8df;color:#5b5d52;font-size:14px">#${escapeHtml(oneLine(name))}</span>`;

const bodyOf = ({ kind, title, paragraphs, notes = '', tags = [], acts }: MailCard): string[] => [
  `<p class="muted" style="margin:0 0 4px;color:#5b5d52;font-size:14px">${escapeHtml(kind)}</p>`,
  `<h1 class="text" dir="auto" style="margin:0 0 12px;color:#22241e;font:600 24px/30px ${serif};overflow-wrap:anywhere">${escapeHtml(oneLine(title))}</h1>`,
  ...paragraphs.map((text) => `<p class="text" dir="auto" style="margin:0 0 12px;color:#22241e;overflow-wrap:anywhere">${lines(text)}</p>`),
  ...(notes === '' ? [] : [`<p class="notes" dir="auto" style="margin:0 0 12px;padding:10px 14px;border-radius:9px;background:#ebe8df;color:#22241e;overflow-wrap:anywhere">${lines(notes)}</p>`]),
  ...(tags.length === 0 ? [] : [`<p style="margin:0 0 6px">${tags.map(tag).join('')}</p>`]),
  `<div style="padding-top:8px">${acts.map(button).join('')}</div>`,
];

const htmlOf = (card: MailCard): string =>
  [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(oneLine(card.title))}</title>`,
    `<style>:root { color-scheme: light dark; } @media (prefers-color-scheme: dark) {${dark}\n}</style></head>`,
    '<body class="page" style="margin:0;padding:0;background:#f4f2ec">',
    `<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f2ec"><tr><td align="center" style="padding:24px 12px;font:16px/24px ${sans}">`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left">',
    `<tr><td class="text" style="padding:0 4px 12px;color:#22241e;font:600 18px/24px ${serif}">Todo</td></tr>`,
    '<tr><td class="card" style="padding:24px;border:1px solid #e1ddd2;border-radius:16px;background:#fffefb">',
    ...bodyOf(card),
    '</td></tr>',
    `<tr><td class="muted" style="padding:14px 4px;color:#5b5d52;font-size:14px">${(card.links ?? []).map(({ label, href }) => `<a href="${escapeHtml(href)}" style="color:#5b5d52">${escapeHtml(label)}</a>`).join(' · ')}</td></tr>`,
    '</table></td></tr></table></body></html>',
  ].join('\n');

const linkLines = (links: readonly MailLink[] = []): string => links.map(({ label, href }) => `${label}: ${href}`).join('\n');

const textOf = ({ kind, title, paragraphs, notes = '', tags = [], acts, links }: MailCard): string =>
  [`${kind}: ${oneLine(title)}`, ...paragraphs, notes, tags.map((name) => `#${oneLine(name)}`).join(' '), linkLines(acts), linkLines(links)]
    .filter((part) => part !== '')
    .map((part) => `${part}\n`)
    .join('\n');

/** The text and HTML parts of a mail, in the look of the page. */
export const frameMail = (card: MailCard): { text: string; html: string } => ({ text: textOf(card), html: htmlOf(card) });
