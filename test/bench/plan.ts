/** How long each measurement of the whole system takes, in seconds. */
export interface Plan {
  name: string;
  users: number;
  /** Requests sent before anything is measured. */
  warm: number;
  idle: number;
  loads: readonly { rate: number; seconds: number }[];
  /** The service without its outbox inserts, at the rate at which both are compared. */
  withoutEvents: { rate: number; seconds: number };
  reminders: boolean;
}

/** The rate at which delays are compared, tasks a second. */
export const comparedRate = 50;

/** What `npm run bench` measures; the last load takes `longest` seconds. */
export const fullPlan = (longest: number): Plan => ({
  name: 'full',
  users: 50,
  warm: 3_000,
  idle: 60,
  loads: [{ rate: 10, seconds: 60 }, { rate: comparedRate, seconds: 120 }, { rate: 100, seconds: 120 }, { rate: 200, seconds: longest }],
  withoutEvents: { rate: comparedRate, seconds: 60 },
  reminders: true,
});

/** What `npm run bench -- quick` measures: the main figures, in five minutes. */
export const quickPlan: Plan = {
  ...fullPlan(30),
  name: 'quick',
  idle: 20,
  loads: [{ rate: comparedRate, seconds: 40 }, { rate: 200, seconds: 30 }],
  withoutEvents: { rate: comparedRate, seconds: 20 },
  reminders: false,
};
