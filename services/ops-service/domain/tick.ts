/** A clock of a service, and when it last finished a tick. */
export interface Tick {
  service: string;
  clock: string;
  ticked_at: string;
}
