/** Verbs that open a task: two of them in one message may be two tasks. */
const verbs = new Set(
  `add ask arrange assemble attend bake book borrow bring brush build buy call cancel change charge check clean clear close collect complete cook create cut decorate delete deliver do donate download draft drive drop eat email exercise feed fetch file fill find finish fix fold
   follow get give go grab help hang install invite iron learn list look lower mail make mark meet message move mow mop order organise organize pack paint pay phone pick plan plant play post practise practice prepare print publish put push raise read rename remind renew rent reopen repair replace reply report
   reschedule research reserve return review ring run schedule see sell send set sew ship show sign sort start stop study submit sweep tag take talk tell test text throw tidy train transfer try undo update upload vacuum visit wake walk wash watch water wipe withdraw work wrap write`.split(/\s+/),
);

/** Whether a word is such a verb. */
export const isAct = (word: string): boolean => verbs.has(word);

/** Whether a text begins as a task does: with a verb. */
export const startsWithAct = (text: string): boolean => verbs.has(/^\p{L}+/u.exec(text.trim().toLowerCase())?.[0] ?? '');
