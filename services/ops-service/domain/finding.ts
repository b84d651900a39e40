import type { Finding } from './alert.ts';
import { severityOf } from './conditions/index.ts';

/** A finding with the severity of its condition. */
export const finding = (found: Omit<Finding, 'severity' | 'latest'> & { latest?: string }): Finding => ({ severity: severityOf(found.kind), latest: null, ...found });
