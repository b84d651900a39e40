import type { z } from 'zod';
import { envelope } from '#contracts/envelope';
import { events } from '#contracts/events/index';
import { mask } from '#contracts/mask';
import { decodeText } from '../read-payload.ts';
import { showPayload, type ShownPayload } from '../show-payload.ts';
import { createMaskText, type MaskText } from './mask-text.ts';
import { looksLikeCode, maskValue } from './mask-value.ts';

/** A dead letter as operators see it unless they ask for more. */
export interface MaskedLetter extends ShownPayload {
  key: string | null;
  headers: Record<string, string>;
  /** Masks what is said about the letter. */
  maskText: MaskText;
  /** The codes, numbers and instants that are left in the payload, one a line, to be searched. */
  searchable: string;
}

const schemaOf = (payload: unknown): z.ZodType => {
  const type = typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>)['type'] : undefined;
  return events.find((known) => known.type === type)?.schema ?? envelope;
};

const leaves = (value: unknown): string[] => {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return value === null || value === mask ? [] : [String(value)];
};

const codeOr = (text: string): string => (looksLikeCode(text) ? text : mask);

const maskHeaders = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [codeOr(name), codeOr(value)]));

/** Masks the data of an event of this type, as an edited copy has it. */
export const maskData = (type: string | null, data: unknown): unknown => maskValue(events.find((known) => known.type === type)?.data ?? null, data);

const maskPayload = (bytes: Buffer): { masked: unknown; encoding: ShownPayload['payload_encoding']; hidden: string[] } => {
  const { payload, payload_encoding: encoding } = showPayload(bytes);
  if (encoding !== 'json') return { masked: mask, encoding, hidden: [decodeText(bytes) ?? ''] };
  const hidden: string[] = [];
  return { masked: maskValue(schemaOf(payload), payload, (text) => hidden.push(text)), encoding, hidden };
};

/**
 * Masks a dead letter by the contract of its type; if it is no event of a known type, it
 * shows its envelope at most.
 */
export const maskLetter = ({ payload, key, headers }: { payload: Buffer; key: string | null; headers: Record<string, string> }): MaskedLetter => {
  const { masked, encoding, hidden } = maskPayload(payload);
  const beside = [key ?? '', ...Object.entries(headers).flat()].filter((text) => !looksLikeCode(text));
  return {
    payload: masked, payload_encoding: encoding,
    key: key === null ? null : codeOr(key), headers: maskHeaders(headers),
    maskText: createMaskText([...hidden, ...beside]),
    searchable: leaves(masked).join('\n'),
  };
};
