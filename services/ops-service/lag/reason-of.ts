const innermost = (error: Error): Error => {
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const deeper = first ?? error.cause;
  return deeper instanceof Error ? innermost(deeper) : error;
};

/** Why the broker did not answer, in words: the client wraps what happened in errors that say only how often it was tried. */
export const reasonOf = (error: unknown): string => {
  const { message } = error instanceof Error ? innermost(error) : { message: String(error) };
  return `the broker does not answer: ${message}`.slice(0, 500);
};
