import { auditLog, pubsubName } from '#contracts/topics';
import { readModel } from '../generate/model.ts';

/** A consumer group that replicas share, and its topics by what a return means for them. */
export interface Group {
  id: string;
  /** It has an inbox, and so knows what it has handled. */
  hasInbox: boolean;
  /** About tasks as they stand: what was published after the backup is not true any more, so it goes on at the end. */
  state: readonly string[];
  /** About what happened, which stays true: it reads on where it was at the backup. */
  history: readonly string[];
}

/** The groups of all services that share the work among their replicas. */
export const readGroups = (): Group[] =>
  readModel()
    .filter(({ consumes, sharesGroup, watches }) => consumes.size > 0 && (sharesGroup || watches))
    .map(({ id, database, consumes }) => {
      const all = [...consumes].flatMap(([component, topics]) => topics.map((topic) => ({ topic, isState: component === pubsubName && topic !== auditLog.name })));
      const topicsOf = (wanted: boolean): string[] => all.filter(({ isState }) => isState === wanted).map(({ topic }) => topic);
      return { id, hasInbox: database === true, state: topicsOf(true), history: topicsOf(false) };
    });
