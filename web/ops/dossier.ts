import type { Dossier } from '../../contracts/http/ops/failures.ts';
import { get, mayHaveHappened, post } from '../api.ts';
import { el } from '../dom.ts';
import { createOnce } from '../once.ts';
import { askReason, createDrawer } from './ask.ts';
import { factList, maskingPart, othersPart, rawPart, refusalPart, replaysPart, triesPart } from './dossier-parts.ts';
import { askEdit } from './edit.ts';
import { actionButton, createPanel, whenChanged, type Panel } from './panel.ts';
import { reasonWords } from './words.ts';

const dataOf = ({ payload, payload_encoding }: Dossier): unknown =>
  payload_encoding === 'json' && typeof payload === 'object' && payload !== null && 'data' in payload ? payload.data : undefined;

const titleOf = ({ event_type, topic, consumer }: Dossier): string => `${event_type ?? `A message of ${topic}`} at ${consumer ?? 'an unnamed consumer'}`;

/** One failure: why, when, what it was, and what can be done. */
export const dossierPanel = (id: string): Panel => {
  const drawer = createDrawer();
  const once = createOnce();
  const title = el('h3', { class: 'of' });
  const why = el('p', { class: 'why' });
  const actions = el('div', { class: 'actions' });
  const hidden = el('div', { class: 'masking' });
  const refused = el('div', { class: 'refusal' });
  const parts = el('div', { class: 'parts' });

  const replay = async (): Promise<void> => {
    try {
      await post(`/ops/dead-letters/${id}/replay`, undefined, once.keyFor('replay'));
      once.settle();
    } catch (error) {
      if (!mayHaveHappened(error)) once.settle();
      throw error;
    }
    await load();
  };
  const archive = async (): Promise<void> =>
    askReason(drawer, {
      title: 'Archive this failure: it stays as it is',
      label: 'Archive it',
      run: panel.run,
      onReason: async (reason) => {
        await post(`/ops/dead-letters/${id}/archive`, { reason });
        await load();
      },
    });
  const buttons = (dossier: Dossier): HTMLElement[] => {
    if (dossier.state !== 'open') return [];
    const data = dataOf(dossier);
    const { refusal } = dossier;
    const edit = async (): Promise<void> => askEdit(drawer, { failureId: id, data, run: panel.run, onReplayed: load });
    return [
      ...(refusal === null ? [actionButton('Replay', (button) => panel.run(button, replay), 'primary')] : []),
      ...(data === undefined || refusal?.editable === false ? [] : [actionButton('Edit and replay …', edit)]),
      actionButton('Archive …', archive),
    ];
  };
  const draw = (dossier: Dossier): void => {
    title.textContent = titleOf(dossier);
    why.replaceChildren(el('span', { class: `badge ${dossier.reason}` }, reasonWords[dossier.reason]), ` ${dossier.explanation}`);
    actions.replaceChildren(...buttons(dossier));
    hidden.replaceChildren(...maskingPart(dossier, (button) => panel.run(button, reveal)));
    refused.replaceChildren(...refusalPart(dossier));
    parts.replaceChildren(
      factList(dossier), el('h3', {}, 'Tries'), triesPart(dossier), el('h3', {}, 'Replays'), replaysPart(dossier), ...othersPart(dossier), ...rawPart(dossier),
    );
  };
  // What was asked for stays in sight until the failure changes, and is masked again then.
  const reveal = async (): Promise<void> => draw(await post<Dossier>(`/ops/dead-letters/${id}/reveal`));
  const drawMasked = whenChanged(draw);
  const load = async (): Promise<void> => drawMasked(await get<Dossier>(`/ops/dead-letters/${id}`));
  const panel = createPanel({
    id: 'dead-letter',
    title: 'A failed event',
    actions: [el('a', { href: '#/ops' }, 'All failures')],
    body: [title, why, actions, hidden, refused, drawer.element, parts],
    load,
  });
  return panel;
};
