import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '../../services/catalogue.ts';
import { projectRoot } from '../runtime/paths.ts';

/** A service that handles an event type, and the file of its handler. */
export interface Consumer {
  id: string;
  file: string;
}

/** The name of the files about an event type. */
export const fileOf = (type: string): string => `${type.replaceAll('.', '-')}.ts`;

/**
 * Who handles an event type: a handler's file is named after it. A type that has left the
 * registry still has those that need it.
 */
export const consumersOf = (type: string): Consumer[] =>
  services.map(({ id }) => ({ id, file: `services/${id}/handlers/${fileOf(type)}` })).filter(({ file }) => existsSync(join(projectRoot, file)));
