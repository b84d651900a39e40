/** Largest sizes of a task's texts, as contracts/task.ts has them; a test compares, so that the page need not carry the schemas. */
export const taskLimits = { title: 500, description: 65_536, tags: 50, tag: 64, reminders: 20 } as const;
