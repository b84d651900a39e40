/** What was typed cannot be run; the usage goes with it, and exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The system said no, or nothing; exit status 1. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
