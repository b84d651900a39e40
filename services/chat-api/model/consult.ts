import type { Deps } from '../context.ts';
import type { Work } from '../commit-change.ts';
import type { ModelTerms } from '../chat/model-terms.ts';
import type { SingleIntent } from '../domain/talk/intents.ts';
import { cleanText } from '../domain/talk/text.ts';
import { findConversation } from '../store/conversations.ts';
import { findConsent } from '../store/model-consents.ts';
import { findProfile } from '../store/users.ts';

/** The model, and whether the person whose turn it is allows it; null if there is none. */
export const termsFor = async ({ model }: Pick<Deps, 'model'>, { tx, user }: Work, proposed: SingleIntent[] | null | undefined): Promise<ModelTerms | null> =>
  model === undefined ? null : { recipient: model.recipient, when: model.when, consent: await findConsent(tx, user.id, model.recipient), proposed };

/** What the model makes of a message from somebody who allows it to read that. */
export const askModelOf = async ({ database, model, now }: Pick<Deps, 'database' | 'model' | 'now'>, user_id: string, message: string): Promise<SingleIntent[] | null> => {
  const user = await findProfile(database, user_id);
  if (user === null || model === undefined) return null;
  return model.ask({ user, message: cleanText(message), conversation: await findConversation(database, user_id), now: now() });
};
