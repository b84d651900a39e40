import { decodeText } from './read-payload.ts';

/** The bytes of a dead letter as JSON if possible, else as text, else as base64. */
export type ShownPayload = { payload: unknown; payload_encoding: 'json' | 'text' | 'base64' };

/** Shows bytes in the form that says most; never throws. */
export const showPayload = (payload: Buffer): ShownPayload => {
  const text = decodeText(payload);
  if (text === null) return { payload: payload.toString('base64'), payload_encoding: 'base64' };
  try {
    return { payload: JSON.parse(text) as unknown, payload_encoding: 'json' };
  } catch {
    return { payload: text, payload_encoding: 'text' };
  }
};
