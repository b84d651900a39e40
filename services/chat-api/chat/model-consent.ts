import { auditRecorded } from '#contracts/events/index';
import type { Option } from '../domain/talk/intents.ts';
import { promptLimits } from '../domain/model/prompt.ts';
import type { Work } from '../commit-change.ts';
import { saveConsent } from '../store/model-consents.ts';
import type { ModelTerms } from './model-terms.ts';
import { say, type Outcome, type Turn } from './outcome.ts';

/** In words for people: what leaves this system. */
export const whatIsSent = (recipient: string): string =>
  `${recipient} gets the message, the last ${promptLimits.lines} lines of our conversation, and the titles and dates of up to ${promptLimits.tasks} tasks; nothing else, and not your name.`;

const optionOf = (recipient: string): Option => ({ label: `Let me ask the language model of ${recipient}`, intent: { kind: 'model', use: true } });

/** Offers the model once, beside the chat's own question. */
export const offerModel = async ({ work }: Turn, { recipient }: ModelTerms, asked: Outcome): Promise<Outcome> => {
  await saveConsent(work.tx, { user_id: work.user.id, recipient, agreed: false, now: work.now });
  const reply = `${asked.reply}\nWhere I am not sure, I could ask a language model, if you like. ${whatIsSent(recipient)} You can change your mind at any time, in the settings or by “stop using the language model”.`;
  return { ...asked, reply, options: [...asked.options, optionOf(recipient)] };
};

/** Stores what a person says about the model, and records it. */
export const decideOnModel = async ({ tx, user, origin, now }: Work, recipient: string, agreed: boolean): Promise<void> => {
  await saveConsent(tx, { user_id: user.id, recipient, agreed, now });
  tx.emit(auditRecorded, {
    key: user.id, channel: origin.channel, correlationid: origin.correlationid,
    data: { actor: origin.actor, operation: agreed ? 'model.agreed' : 'model.refused', source: origin.channel, task_id: null, before: null, after: { recipient } },
  });
};

/** "use the language model", or not. */
export const modelByChat = async ({ work, model }: Turn, { use }: { use: boolean }): Promise<Outcome> => {
  if (model === null) return say('There is no language model here: nothing that you write leaves this system.');
  if (work.origin.assistant !== undefined) return say('Only you can decide this yourself, in the settings or in the chat of the page: an assistant cannot.');
  await decideOnModel(work, model.recipient, use);
  return say(use ? `From now on I ask the language model where I am not sure. ${whatIsSent(model.recipient)} Please say again what you would like.` : `All right: nothing that you write goes to ${model.recipient}.`);
};
