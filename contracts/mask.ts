/**
 * Replaces whatever may be about a person. In edited data it means: leave this as it was.
 */
export const mask = '▒▒▒';
