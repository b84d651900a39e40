import type { EventDefinition } from '#contracts/define-event';
import { schemaOf } from '#contracts/json-schema';
import { producersOf } from './producers.ts';
import { sampleOf } from './sample.ts';

/**
 * An event as its producer writes it, with every field but those of a replay or of a
 * second version; always the same one.
 */
export const exampleOf = ({ type, version, schema }: EventDefinition): Record<string, unknown> => {
  const { replaytarget: _target, replayid: _replay, sameas: _other, ...event } = sampleOf(schemaOf(schema)) as Record<string, unknown>;
  return { ...event, source: `/${producersOf(type)[0] ?? 'nobody'}`, dataschema: `urn:todo:${type}:${version}`, eventversion: version };
};
