import { runService } from '#platform/service/run-service';
import { service } from './service.ts';

await runService(service);
