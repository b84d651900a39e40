import type { Finding } from './alert.ts';
import { severityOf } from './conditions/index.ts';

/** A finding, as bad as its condition says. */
export const finding = (found: Omit<Finding, 'severity' | 'latest'> & { latest?: string }): Finding => ({ severity: severityOf(found.kind), latest: null, ...found });
