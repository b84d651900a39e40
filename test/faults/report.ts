import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { projectRoot } from '../../tools/runtime/paths.ts';
import { table } from '../bench/page/format.ts';
import { momentsFile, resultsDir, type Result } from './results.ts';
import { onRelease, onSmallDisks, restoreBackup, rows } from './rows.ts';
import { soakSection } from './soak-section.ts';
import type { Moment } from './soak.ts';

// npm run reliability: takes what npm run test:faults has left into docs/reliability/, over
// what was there of the same trials, and writes docs/reliability.md from all of it.
const keptDir = join(projectRoot, 'docs/reliability');
const jsonOf = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir).filter((file) => file.endsWith('.json')) : []);
mkdirSync(keptDir, { recursive: true });
for (const file of jsonOf(resultsDir)) copyFileSync(join(resultsDir, file), join(keptDir, file));

const moments = join(keptDir, basename(momentsFile));
const read = (file: string): Result => JSON.parse(readFileSync(join(keptDir, file), 'utf8')) as Result;
const results = jsonOf(keptDir).filter((file) => file !== basename(momentsFile)).map(read).sort((a, b) => a.at.localeCompare(b.at));
if (results.length === 0) throw new Error('there are no results: npm run test:faults first');

const every = [...[...rows, ...onSmallDisks, ...onRelease].map(({ id, injects }) => ({ id, injected: injects })), restoreBackup];
const alone = new Set(results.map(({ id }) => id));
/** The faults of a soak are noted there by their ids. */
const inSoak = new Set(results.filter(({ id }) => id === 'soak').flatMap(({ notes }) => Object.keys(notes)));

const named = (found: readonly { injected: string }[], what: string): string => (found.length === 0 ? '' : `${what}: ${found.map(({ injected }) => injected).join('; ')}.\n\n`);
const others = every.filter(({ id }) => !alone.has(id));
/** What this report does not cover with a row of its own, or not at all. */
const missing = named(others.filter(({ id }) => inSoak.has(id)), 'Part of the soak, without a row of their own') + named(others.filter(({ id }) => !inSoak.has(id)), 'Not among these results');

const seconds = (ms: number): string => (ms / 1_000).toFixed(ms < 10_000 ? 1 : 0);

const total = (pick: (result: Result) => number): string => results.reduce((sum, result) => sum + pick(result), 0).toLocaleString('en');

const outcome = table(
  ['injected, at a steady load', 'writes: accepted, refused, no clear reply at first', 'effects looked for', 'lost', 'doubled', 'out of order', 'dead letters', 'fault, s', 'caught up after, s'],
  results.map((r) => [
    r.injected, `${r.operations.acknowledged}, ${r.operations.refused}, ${r.operations.unknown}`, r.judged, r.lost, r.doubled, r.out_of_order, r.dead_letters, seconds(r.fault_ms), seconds(r.recovery_ms),
  ]),
);

const phase = ({ count, ok, p99_ms }: Result['requests']['before']): string => `${ok} of ${count}, ${p99_ms}`;
const requests = table(
  ['injected', 'writes a second asked for', 'before: answered with success, p99 in ms', 'during', 'after', 'seen', 'seed'],
  results.map((r) => [
    r.injected, r.per_second, phase(r.requests.before), phase(r.requests.during), phase(r.requests.after), Object.entries(r.notes).map(([name, value]) => `${name}: ${value}`).join('; '), r.seed,
  ]),
);

const soaked = existsSync(moments) ? soakSection(JSON.parse(readFileSync(moments, 'utf8')) as Moment[]) : undefined;
for (const [name, svg] of Object.entries(soaked?.charts ?? {})) writeFileSync(join(keptDir, name), svg);

const text = `<!-- Written by \`npm run reliability\` from the results of \`npm run test:faults\`. -->
# Reliability: what was done to the system, and what it lost

Each row is one trial with real processes: three brokers of Apache Kafka (replication 3, at least 2 in sync), toxiproxy between them and the sidecars, PostgreSQL, every service with its daprd, and a probe. Full disks, a restore and an upgrade have a system of their own, with one broker and without toxiproxy.
People write at a steady rate, whether or not they are answered; a fault comes and goes; then an oracle compares what the clients know was done (a ledger of unique ids) with every table and every topic, read to the end:
one effect of each event at each consumer (audit entry, reminder, notice, dispatch, notification on the page, mail by its Message-ID, next instance), no event missing in a topic, the order of each person's changes as they were committed, no dead letter.
What got no reply is asked again under its idempotency key, as clients do. \`FAULTS_SEED=<seed> npm run test:faults\` tries the same again; \`npm run test:soak\` is the hour with a fault every two minutes (\`SOAK_MINUTES\`, \`SOAK_PER_SECOND\`); [one of them](reliability/an-hour.md).

In these ${results.length} trials ${total((r) => r.operations.acknowledged)} writes were accepted and ${total((r) => r.judged)} effects and records looked for: lost ${total((r) => r.lost)}, doubled ${total((r) => r.doubled)}, out of order ${total((r) => r.out_of_order)}, dead letters ${total((r) => r.dead_letters)}.

${outcome}

"Caught up" is when no consumer is more than 2 s behind, counted from the end of the fault; 0.1 s says that consumers kept up all along.

${missing}## What those who write felt

${requests}

Client, brokers, database and all services shared one machine with ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}) and ${Math.round(totalmem() / 2 ** 30)} GiB, on ${[...new Set(results.map(({ at }) => at.slice(0, 10)))].join(', ')}: figures of time are of that machine, which did other work too.
${soaked?.text ?? ''}`;
writeFileSync(join(projectRoot, 'docs/reliability.md'), text);
process.stdout.write(`docs/reliability.md tells of ${results.length} trials\n`);
