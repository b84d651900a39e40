/**
 * The version that the trials of an upgrade start from: a commit of this repository, whose
 * successors have added migrations. Move it when a version has been released; UPGRADE_FROM
 * names another one for a single run.
 */
export const lastRelease = process.env['UPGRADE_FROM'] ?? '7c87f59b215a6da72c441a647b7c841438177d15';
