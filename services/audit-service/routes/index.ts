import { exportTrail } from './export.ts';
import { search } from './search.ts';
import { verify } from './verify.ts';

/** Every route of audit-service. */
export const routes = [search, exportTrail, verify];
