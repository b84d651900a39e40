import { readConfig } from '#platform/config';
import { openDatabase } from '#platform/db/database';
import { createLogger } from '#platform/logger';
import { chatConfig } from './config.ts';
import { makeAdmin } from './store/users.ts';

const email = process.argv[2];
if (email === undefined) {
  process.stderr.write('Say who becomes an administrator: tools/node services/chat-api/make-admin.ts <email>\n');
  process.exit(2);
}
const config = readConfig(chatConfig);
const database = openDatabase({ url: config.DATABASE_URL, service: 'chat-api', poolSize: 2, log: createLogger('chat-api', config.LOG_LEVEL) });
const found = await makeAdmin(database, email);
await database.close();
process.stdout.write(found ? 'Done: it counts from the next login on.\n' : 'Nobody has registered with this address.\n');
process.exitCode = found ? 0 : 1;
