/** What stands where something about a person is masked. In edited data it means: as it was. */
export const mask = '▒▒▒';
