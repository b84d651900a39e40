/** Addresses of servers that are there already and are left as they are. */
export interface Adopted {
  brokers: string | undefined;
  databaseUrl: string | undefined;
  /** Whether a mail inbox is there. */
  mail: boolean;
}
