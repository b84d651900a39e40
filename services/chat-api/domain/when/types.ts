/**
 * When and where a message was written, and whether its writer puts the day or the month
 * first (null: not known).
 */
export interface TimeContext {
  /** An ISO instant. */
  now: string;
  /** An IANA name. */
  time_zone: string;
  date_order: 'day_month' | 'month_day' | null;
}

/** A stretch of the message in UTF-16 offsets; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

/**
 * The stretches of the message that an expression claims: in order, never overlapping;
 * several if its words are apart.
 */
interface Claim {
  spans: readonly Span[];
}

/** How a moment limits what it is said of. */
export type Bound = 'on' | 'by' | 'before' | 'until' | 'after' | 'from';

/** Why a moment is not exactly the one that was said; the answer mentions it. */
export type Note = 'rolled_to_tomorrow' | 'rolled_to_next_year' | 'past' | 'clock_gap' | null;

/** One moment: a day, a time of day, or both. */
export interface Point extends Claim {
  kind: 'point';
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` in the person's own zone. */
  due_local: string;
  /** Whether each was said: "at 5pm" moves a task within its own day, "friday" keeps its time. */
  day_given: boolean;
  time_given: boolean;
  bound: Bound;
  /** "after 5pm" has a bound, "5pm" has none: lists read the second as that very day. */
  bound_given: boolean;
  /** "from friday" and "today's tasks" say which tasks are meant, not when something is to be. */
  origin: boolean;
  /**
   * Nothing says which half of the day is meant: moving an evening call "to 7" does not put
   * it in the morning.
   */
  either_half: boolean;
  /**
   * How the foreign zone was written ("EST"); null for the person's own. due_local is
   * converted already.
   */
  foreign_zone: string | null;
  /** "in 3 minutes", "2 days from now": counted from now, so a snooze may use it as well. */
  relative: boolean;
  note: Note;
  /**
   * The end of "from 2 to 4pm": tasks have no field for it, so an answer or a title must
   * keep it.
   */
  ends_local: string | null;
}

/** A stretch of days, for lists; for a task, due_local is the day that it would be due. */
export interface Period extends Claim {
  kind: 'period';
  /**
   * Inclusive local dates; null: open. Overdue is `{from: null, to: null, overdue: true}`:
   * its limit is an instant, not a date.
   */
  from: string | null;
  to: string | null;
  overdue: boolean;
  /** The likeliest of due_choices. */
  due_local: string | null;
  /**
   * The days on which a task "this weekend" or "next month" may be due, to be asked about;
   * empty for overdue.
   */
  due_choices: string[];
}

/**
 * Calendar units and exact ones kept apart: a day on which the clocks change does not have
 * 24 hours.
 */
export interface Amount {
  months: number;
  days: number;
  minutes: number;
}

/**
 * A length of time: for moves and snoozes; in a title it belongs to the title ("run for 30
 * minutes").
 */
export interface Duration extends Claim, Amount {
  kind: 'duration';
  /** "a week later", "two hours earlier"; null: the verb says it. */
  direction: 'later' | 'earlier' | null;
  /** Whether "for" or "by" stands before it, within the span. */
  preposition: 'for' | 'by' | null;
}

/** A repetition that one rule can express. */
export interface Repetition extends Claim {
  kind: 'repetition';
  /** RRULE text with its UNTIL or COUNT. */
  rule: string;
  /** The first date of the rule, with its time where one was said. */
  due_local: string;
  time_given: boolean;
  /** Whether its start was said ("starting monday"). */
  start_given: boolean;
  mode: 'schedule' | 'completion';
}

/** A repetition that no single rule of this system can express: the person is asked. */
export interface Unruly extends Claim {
  kind: 'unruly';
  reason: 'several_times_a_day' | 'days_not_named' | 'finer_than_a_day' | 'unclear_length';
  /** Repetitions that come close, each exactly as its words say. */
  choices: Repetition[];
}

/** When to remind, if not at the usual times. */
export type RemindAt =
  | { how: 'before'; minutes: number }
  /**
   * "the evening before": counted from the day on which the task is due; "remind me at 8"
   * beside a due time is on that very day.
   */
  | { how: 'on_day'; days_before: number; time: string }
  | { how: 'at'; due_local: string };

/** A wish to be reminded of a task that the rest of the message or the conversation names. */
export interface Reminder extends Claim {
  kind: 'reminder';
  at: RemindAt[];
}

/** Readings that differ; each is a whole expression over the same span. */
export interface Ambiguous extends Claim {
  kind: 'ambiguous';
  /**
   * Why: the order of day and month, morning or evening, "next friday", two dates joined by
   * "or" or "and", EST in summer.
   */
  reason: 'date_order' | 'half_of_day' | 'alternatives' | 'several' | 'which_day' | 'zone' | 'repetition';
  readings: (Point | Repetition)[];
}

/** A word of time or repetition that no other expression claims: the person has to be asked. */
export interface Suspect extends Claim {
  kind: 'suspect';
  looks_like: 'time' | 'repetition';
  /** What it would mean if it were a time ("tomorow"); null if that is unclear. */
  reading: Expression | null;
}

/** What a part of a message says about time. */
export type Expression = Point | Period | Duration | Repetition | Unruly | Reminder | Ambiguous | Suspect;

/**
 * Everything a message says about time, ordered by first span; spans of different
 * expressions never overlap.
 */
export interface TimeReading {
  expressions: Expression[];
}
