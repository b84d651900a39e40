import { events } from '#contracts/events/index';
import { checkContracts } from './check.ts';
import { exampleOf } from './example.ts';
import { readReleases, writeRelease } from './releases.ts';
import { exportSchemas } from './schemas.ts';

const release = (): void => {
  const number = (readReleases().at(-1)?.number ?? 0) + 1;
  const golden = Object.fromEntries(events.map((definition) => [definition.type, exampleOf(definition)]));
  writeRelease({ number, date: new Date().toISOString().slice(0, 10), schemas: exportSchemas(events), golden });
  console.log(`Release ${number} of the contracts is in contracts/released/${number}: run npm run generate, which carries it to the event reference, and commit both.`);
};

const [command = 'check'] = process.argv.slice(2);
if (command === 'release') release();
else {
  const broken = checkContracts(readReleases(), events);
  for (const line of broken) console.error(line);
  console.log(broken.length === 0 ? 'The contracts break nothing that was released.' : 'A breaking change needs a new type that ends in .v2 (docs/change-an-event.md).');
  process.exitCode = broken.length === 0 ? 0 : 1;
}
