import { deliveryReported } from '#contracts/events/index';
import type { Queryable } from '#platform/db/database';
import { onEvent } from '#platform/delivery/on-event';
import { newId } from '#platform/ids';
import { updateFailures } from '../capture/update-failures.ts';
import { attemptOf, placeOfAttempt } from '../domain/attempt.ts';
import { settleReplay } from '../replay/settle.ts';
import { addAttempt, type Attempt } from '../store/attempts.ts';
import { findLettersAt, findLettersOf } from '../store/dead-letters.ts';
import { lockEvent } from '../store/lock-event.ts';

const lettersOf = async (tx: Queryable, attempt: Attempt): Promise<string[]> => {
  const place = placeOfAttempt(attempt);
  if (place === null) return attempt.event_id === null ? [] : findLettersOf(tx, attempt.event_id);
  return findLettersAt(tx, place);
};

/**
 * Stores what a consumer reports about a try, settles the replay that it ends, and updates
 * the dead letters concerned.
 */
export const onDeliveryReported = onEvent(deliveryReported, async (event, { tx, log }) => {
  const attempt = attemptOf(event);
  const { consumer, event_id, outcome, topic } = attempt;
  await lockEvent(tx, event_id, placeOfAttempt(attempt) ?? { topic, partition: -1, offset: '' });
  await addAttempt(tx, attempt);
  await settleReplay(tx, attempt);
  const letters = await lettersOf(tx, attempt);
  for (const id of letters) await updateFailures(tx, newId, id);
  log.info({ consumer, reported_event_id: event_id, outcome, dead_letters: letters.length }, 'a delivery was reported');
});
