import type { EventDefinition } from '#contracts/define-event';
import type { JsonSchema } from '#contracts/json-schema';
import type { EventFacts } from './facts.ts';
import { fieldTable, sinceWords } from './field-table.ts';
import { fieldsOf } from './fields.ts';
import { frame, root } from './frame.ts';
import { html } from './html.ts';

/** The names of services, or a note that there are none. */
export const namesOf = (services: readonly string[]): string => services.join(', ') || 'nobody here';

/** One event: who publishes it to whom, its payload field by field, and an example. */
export const eventPage = ({ type, version, topic }: EventDefinition, schema: JsonSchema, { summary, publishers, consumers, since, newer, example }: EventFacts): string =>
  frame(
    `${type} · Events`,
    html`
      <h1>${type}</h1>
      <p>${summary}</p>
      <section aria-label="In short">
        <dl>
          <dt>published by</dt><dd>${namesOf(publishers)}</dd>
          <dt>consumed by</dt><dd>${namesOf(consumers)}</dd>
          <dt>topic</dt><dd><code>${topic.name}</code></dd>
          <dt>what cannot be handled</dt><dd>${topic.deadLetter === null ? 'is not kept' : html`goes to <code>${topic.deadLetter}</code>`}</dd>
          <dt>version</dt><dd>${version}, since ${sinceWords(since)}</dd>
          <dt>schema</dt><dd><a href="${root}/schemas/${type}.json">JSON Schema</a> of the whole event</dd>
        </dl>
      </section>
      <section>
        <h2>Payload</h2>
        <p class="muted">The field <code>data</code>; the others are <a href="${root}#envelope">the envelope</a>, the same for every event.</p>
        ${fieldTable('Fields of the payload', fieldsOf(schema).filter(({ path }) => path.startsWith('data.')), newer)}
      </section>
      <section>
        <h2>Example</h2>
        <pre tabindex="0"><code>${JSON.stringify(example, null, 2)}</code></pre>
      </section>`,
  );
