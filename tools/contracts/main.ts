import { checkContracts } from './check.ts';
import { readReleases, writeRelease } from './releases.ts';
import { sampleOf } from './sample.ts';
import { exportSchemas } from './schemas.ts';

const release = (): void => {
  const number = (readReleases().at(-1)?.number ?? 0) + 1;
  const schemas = exportSchemas();
  const golden = Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, sampleOf(schema)]));
  writeRelease({ number, schemas, golden });
  console.log(`Release ${number} of the contracts is in contracts/released/${number}: commit it.`);
};

const [command = 'check'] = process.argv.slice(2);
if (command === 'release') release();
else {
  const broken = checkContracts();
  for (const line of broken) console.error(line);
  console.log(broken.length === 0 ? 'The contracts break nothing that was released.' : 'A breaking change needs a new type that ends in .v2 (docs/adding-an-event.md).');
  process.exitCode = broken.length === 0 ? 0 : 1;
}
