/** One violation of an event's contract: where in the envelope, and why. */
export interface Issue {
  path: string;
  message: string;
}

/** Why a stored event cannot go out again, and what an administrator can do about it. */
export interface Refusal {
  code: 'unreadable' | 'no_identity' | 'no_time' | 'too_old' | 'unknown_topic' | 'contract_broken' | 'envelope_broken' | 'unknown_type' | 'nobody_named';
  title: string;
  detail: string;
  issues?: Issue[];
}

/** A refusal, as the end of a decision. */
export const refuse = (code: Refusal['code'], title: string, detail: string, issues?: Issue[]): { kind: 'refused'; refusal: Refusal } => ({
  kind: 'refused',
  refusal: { code, title, detail, ...(issues === undefined ? {} : { issues }) },
});
