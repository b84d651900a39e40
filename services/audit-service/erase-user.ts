import { readConfig } from '#platform/config';
import { openDatabase } from '#platform/db/database';
import { createLogger } from '#platform/logger';
import { auditConfig } from './config.ts';
import { eraseUser } from './store/maintenance.ts';

const userId = process.argv[2];
if (userId === undefined) {
  process.stderr.write('Say whose entries to erase: tools/node services/audit-service/erase-user.ts <user id>\n');
  process.exit(2);
}
const config = readConfig(auditConfig);
const log = createLogger('audit-service', config.LOG_LEVEL);
const database = openDatabase({ url: config.DATABASE_URL, service: 'audit-service', poolSize: 2, log });
process.stdout.write(`${await eraseUser(database, userId, { stopping: new AbortController().signal, progress: (done) => process.stderr.write(`${done} …\n`) })} entries erased\n`);
await database.close();
