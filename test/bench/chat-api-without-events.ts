import { runService } from '#platform/service/run-service';
import { service } from '../../services/chat-api/service.ts';

// chat-api as its main.ts starts it, except that its transactions emit nothing: what a
// write costs without events.
await runService({
  ...service,
  storage: async (options) => {
    const storage = await service.storage(options);
    const { database } = storage;
    return { ...storage, database: { ...database, transaction: (work) => database.transaction((tx) => work({ ...tx, emit: () => 'none' })) } };
  },
});
