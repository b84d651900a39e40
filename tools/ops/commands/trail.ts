import type { Trail } from '#contracts/http/trail';
import type { Command } from '../command.ts';
import { clean, table } from '../format.ts';

const since = (began: string, at: string): string => `+${((Date.parse(at) - Date.parse(began)) / 1_000).toFixed(3)} s`;

const lines = ({ steps, services }: Trail, width: number): string[] => {
  const [first] = steps;
  const rows = steps.map(({ at, ended_at, service, what, outcome, detail }) => [
    since(first!.at, at), service, what, outcome, ended_at === null ? null : Date.parse(ended_at) - Date.parse(at), detail,
  ]);
  const silent = services.filter(({ answered }) => !answered).map(({ service, reason }) => `${service} did not answer, so what it did is unknown: ${clean(reason ?? '')}`);
  const found = first === undefined ? ['No service keeps anything of this request: it changed nothing, or is older than what is kept.'] : [`Began ${first.at}.`, ...table(['after', 'service', 'what', 'outcome', 'ms', 'detail'], rows, width)];
  return [...found, ...silent];
};

/** Shows what one request led to, in every service. */
export const trail: Command = {
  takes: '<correlation id>',
  does: 'what one request led to, step by step, from the chat message to the mail',
  options: {},
  words: [1, 1],
  run: async ({ client, input, output }) => {
    const found = await client.get<Trail>(`/trail/${encodeURIComponent(input.positionals[0]!)}`);
    output.result(found, lines(found, output.width));
  },
};
