/** The command line is wrong: prints the usage, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The system refused, or did not answer: exit status 1. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
