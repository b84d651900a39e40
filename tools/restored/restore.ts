import type { AdminOptions } from '@platformatic/kafka';
import { openDatabase, type Database } from '#platform/db/database';
import { newId } from '#platform/ids';
import { withAdmin } from '#platform/kafka/with-admin';
import { createLogger } from '#platform/logger';
import { services } from '../../services/catalogue.ts';
import { jumpsOver } from '../../services/chat-api/domain/jumps.ts';
import { endAgain, endLost, publishAnew, type Mentioned } from '../../services/chat-api/publish-anew.ts';
import { addRestoration, endRestoration, findRestoration, type Restoration } from '../../services/chat-api/store/restorations.ts';
import { readGroups } from './groups.ts';
import { moveGroups } from './move-groups.ts';
import { refuseConnected, refuseConsuming, refuseLater } from './refuse.ts';
import { replayTopic } from './replay-topic.ts';
import type { Settings } from './settings.ts';

/** Where to work, and whom to tell. */
export interface Place {
  databaseUrl: string;
  connection: AdminOptions;
  say: (line: string) => void;
}

const atOnce = 500;

const open = (service: string, url: string): Database => openDatabase({ url, service, poolSize: 2, log: createLogger(service, 'warn') });

/** The service that publishes to a topic. */
const publisherOf = (topic: string): string => services.find(({ database, publishes = [] }) => database && publishes.some(({ name }) => name === topic))!.id;

const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;

/** Looks through all topics that tell of tasks. */
const replayAll = async ({ databaseUrl, connection, say }: Place, settings: Settings): Promise<{ mentioned: Mentioned[]; ended: string[] }> => {
  const groups = readGroups();
  const mentioned = new Map<string, Mentioned>();
  const ended: string[] = [];
  for (const topic of new Set(groups.flatMap(({ state }) => state))) {
    const publisher = open(publisherOf(topic), databaseUrl);
    const replayed = await replayTopic(topic, { ...settings, connection, groups, publisher }).finally(() => publisher.close());
    say(`${topic}: ${count(replayed.read, 'event')} since ${settings.lagMs / 60_000} minutes before; ${replayed.again} of the time before that somebody had not handled are published again`);
    for (const [id, task] of replayed.mentioned) mentioned.set(id, task);
    ended.push(...replayed.ended);
  }
  return { mentioned: [...mentioned.values()], ended };
};

const publishTruth = async (chat: Database, restoration: Restoration, { mentioned, ended }: { mentioned: Mentioned[]; ended: string[] }, say: Place['say']): Promise<void> => {
  const correlationid = newId();
  for (const user of ended) if (await endAgain(chat, user, correlationid)) say(`user ${user} had deleted their account since, and is removed again`);
  const { version_jump } = restoration;
  await publishAnew(chat, restoration, { correlationid, say: (users, tasks) => say(`${count(tasks, 'task')} of ${count(users, 'user')} published anew, with versions ${version_jump.toLocaleString('en')} higher`) });
  let lost = 0;
  for (let from = 0; from < mentioned.length; from += atOnce) lost += await endLost(chat, mentioned.slice(from, from + atOnce), { version_jump, correlationid });
  say(`${count(lost, 'task')} that the database does not have are said to be gone; correlation id of all of this: ${correlationid}`);
};

const follow = async (place: Place, settings: Settings, chat: Database): Promise<void> => {
  const { connection, say } = place;
  const { restoredTo, lagMs } = settings;
  const groups = readGroups();
  const begun = await findRestoration(chat, restoredTo);
  if (begun?.done_at != null) return say(`Nothing to do: this was done already, at ${begun.done_at.toISOString()}. Start the services.`);
  await refuseConnected(chat);
  await withAdmin(connection, (admin) => refuseConsuming(admin, groups, say));
  if (begun === null) await refuseLater(chat, groups, restoredTo);
  else say('going on where an earlier run was cut off');
  const restoration = begun ?? (await addRestoration(chat, restoredTo, jumpsOver(restoredTo, new Date())));
  const found = await replayAll(place, settings);
  const since = new Date(restoredTo.getTime() - lagMs);
  await withAdmin(connection, (admin) => moveGroups(admin, connection, groups, since));
  for (const { id, state, history } of groups) {
    say(`${id} goes on at ${[...(state.length > 0 ? [`the end of ${state.join(', ')}`] : []), ...(history.length > 0 ? [`${since.toISOString()} in ${history.join(', ')}`] : [])].join(', and at ')}`);
  }
  await publishTruth(chat, restoration, found, say);
  await endRestoration(chat, restoration);
  say('Done. Start the services: their outboxes publish what is promised here.');
};

/** Does what follows from a return of the database to a backup. Run again it goes on where it was, and does nothing once it is done. */
export const restore = async (place: Place, settings: Settings): Promise<void> => {
  const chat = open('chat-api', place.databaseUrl);
  await follow(place, settings, chat).finally(() => chat.close());
};
