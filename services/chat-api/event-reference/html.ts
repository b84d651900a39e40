/** HTML that is safe to insert into HTML. */
export interface Html {
  html: string;
}

type Part = string | number | Html | readonly Html[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const textOf = (part: Part): string => {
  if (Array.isArray(part)) return part.map(({ html }: Html) => html).join('');
  return typeof part === 'object' ? (part as Html).html : String(part).replace(/[&<>"]/g, (character) => entities[character]!);
};

/** HTML from a template; everything that is not HTML already is escaped. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => ({ html: String.raw({ raw: strings }, ...parts.map(textOf)) });
