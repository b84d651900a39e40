import type { EventDefinition } from '#contracts/define-event';
import { envelope } from '#contracts/envelope';
import { schemaOf } from '#contracts/json-schema';
import { topics, type Topic } from '#contracts/topics';
import { namesOf } from './event-page.ts';
import { inOrder, type Facts } from './facts.ts';
import { fieldTable, sinceWords } from './field-table.ts';
import { fieldsOf } from './fields.ts';
import { frame, root } from './frame.ts';
import { html, type Html } from './html.ts';
import { kept } from './kept.ts';

const row = ({ type }: EventDefinition, known: Facts['events']): Html => {
  const { summary, publishers, consumers, since } = known[type]!;
  return html`<tr><td><a href="${root}/${type}">${type}</a></td><td>${summary}</td><td>${namesOf(publishers)}</td><td>${namesOf(consumers)}</td><td>${sinceWords(since)}</td></tr>`;
};

const section = ({ name, purpose, partitions, retentionMs, deadLetter }: Topic, known: Facts['events']): Html => html`
      <section>
        <h2>${name}</h2>
        <p class="muted sentence">${purpose}. ${partitions} partitions, kept ${kept(retentionMs)}; ${deadLetter === null ? 'without dead letters' : html`what cannot be handled goes to <code>${deadLetter}</code>`}.</p>
        <div class="wide" role="region" aria-label="Events of ${name}" tabindex="0"><table>
          <thead><tr><th scope="col">event</th><th scope="col">what happened</th><th scope="col">published by</th><th scope="col">consumed by</th><th scope="col">since</th></tr></thead>
          <tbody>${inOrder.filter(({ topic }) => topic.name === name).map((event) => row(event, known))}</tbody>
        </table></div>
      </section>`;

/** Every event by topic, and the envelope that all share. */
export const indexPage = ({ events: known }: Facts): string => {
  const withEvents = topics.filter(({ name }) => inOrder.some(({ topic }) => topic.name === name));
  // The envelope is the same for all events, and as old as the oldest of them.
  const [oldest] = inOrder.toSorted((one, other) => (known[one.type]!.since?.number ?? Infinity) - (known[other.type]!.since?.number ?? Infinity));
  return frame(
    'Events',
    html`
      <h1>Events</h1>
      <p>What services say to each other, through Kafka. An event is published in the transaction that changes something, at least once, in order for each user, and handled once.</p>
      ${withEvents.map((topic) => section(topic, known))}
      <section id="envelope">
        <h2>The envelope</h2>
        <p class="muted">Every event is a CloudEvent 1.0 in structured JSON; its payload is the field <code>data</code>.</p>
        ${fieldTable('Fields of the envelope', fieldsOf(schemaOf(envelope)), known[oldest!.type]!.newer)}
      </section>`,
  );
};
