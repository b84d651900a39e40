import { el } from '../dom.ts';

const words = {
  overview: [
    'Look: nothing here changes anything until a button says so and you press it.',
    'Replay failed events, one kind at once or all since a time. Only the consumer that failed gets them; a plan first says how many, and it can be paused, resumed and stopped.',
    'Archive what nothing more is to be done about, with a reason.',
    'Try again to publish events that Kafka refused: the button is next to the outbox that keeps them.',
    'Everything that you do stands in the audit trail, with your name.',
  ],
  failure: [
    'Read why it failed. What may tell of a person is masked; you may see it, and the audit trail says that you did.',
    'Replay it, once its cause is fixed: the consumer that failed gets it again, and nobody else.',
    'Edit its data and replay the copy, where the event breaks its contract.',
    'Archive it with a reason, where nothing more is to be done.',
  ],
  trail: ['Read what one request led to, in every service. Nothing can be changed here, and no text of a person is shown.'],
  audit: [
    'Search and read who did what, download what you found, and verify that nothing was changed since it was written.',
    'Nothing can be changed or removed here: entries are removed when their time is over, and personal data in them when their user is deleted.',
  ],
} as const;

/** What an administrator may do on a page, in words, folded away. */
export const whatMayI = (page: keyof typeof words): HTMLElement =>
  el('details', { class: 'what-may-i' }, el('summary', {}, 'What may I do here?'), el('ul', {}, ...words[page].map((line) => el('li', {}, line))));
