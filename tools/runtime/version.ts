/** The first dotted version in a command's output, such as `[1, 26, 8]`; undefined without one. */
export const findVersion = (text: string): number[] | undefined =>
  /(\d+(?:\.\d+)+|\b\d{2,}\b)/.exec(text)?.[0].split('.').map(Number);

/** Whether a version is at least the wanted one, compared part by part. */
export const isAtLeast = (found: readonly number[], wanted: readonly number[]): boolean => {
  for (const [index, part] of wanted.entries()) {
    const have = found[index] ?? 0;
    if (have !== part) return have > part;
  }
  return true;
};
