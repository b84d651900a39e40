/** Addresses of servers that are already running and are left as they are. */
export interface Adopted {
  brokers: string | undefined;
  databaseUrl: string | undefined;
  /** Whether there is a mail inbox. */
  mail: boolean;
}
