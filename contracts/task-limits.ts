/** The largest sizes of a task: characters of each text, and how many tags and reminders. The page reads them too, so no schema stands here. */
export const taskLimits = { title: 500, description: 65_536, tags: 50, tag: 64, reminders: 20 } as const;
