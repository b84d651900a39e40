import { EX_CONFIG } from '#platform/config';
import { prepareSchema } from '#platform/db/prepare-schema';
import { createLogger } from '#platform/logger';
import { readUrls, schemas } from './schemas.ts';

/**
 * Migrates the schemas of all services one after the other; waits for the database, and can
 * be repeated.
 */
const main = async (urls: ReadonlyMap<string, string>): Promise<void> => {
  for (const [service, url] of urls) {
    const log = createLogger(service, 'info');
    await prepareSchema({ mode: 'apply', url, service, folders: schemas[service]!, log });
    log.info('the schema is up to date');
  }
};

const urls = ((): ReadonlyMap<string, string> => {
  try {
    return readUrls(process.env);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(EX_CONFIG);
  }
})();
await main(urls);
