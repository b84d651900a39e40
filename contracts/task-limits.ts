/**
 * The size limits of a task: characters per text, number of tags and reminders. The page
 * imports this file, so it must not import zod.
 */
export const taskLimits = { title: 500, description: 65_536, tags: 50, tag: 64, reminders: 20 } as const;
