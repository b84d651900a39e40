import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** A push message as it arrived. */
export interface PushMessage {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** Decrypted with the keys of the subscribed browser. */
  body: Record<string, unknown>;
}

const silent = '/never';

type Answer = number | { status: number; retryAfter: string } | 'never';

/** A push service with a browser behind it, over real HTTPS on this machine. */
export interface PushEndpoint {
  /** host:port, in the form of the setting for allowed endpoints. */
  host: string;
  /** Its certificate, PEM; it is self-signed. */
  ca: string;
  messages: PushMessage[];
  /** Requests to a path below this one are never answered. */
  readonly silent: string;
  /** What a browser posts to subscribe. */
  subscription(path?: string): { endpoint: string; keys: { p256dh: string; auth: string } };
  /**
   * Answers the next requests with these statuses and the given Retry-After, or never; with
   * 201 again when there are no more.
   */
  answerWith(...answers: Answer[]): void;
  close(): Promise<void>;
}

/** Makes a certificate for this machine's own address. */
export const makeCertificate = async (): Promise<{ key: string; cert: string }> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'push.test' }], {
    keyType: 'ec',
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }, { type: 2, value: 'localhost' }] }],
  });
  return { key, cert };
};

const derive = (salt: Buffer, key: Buffer, info: Buffer, length: number): Buffer => Buffer.from(hkdfSync('sha256', key, salt, info, length));

/** Decrypts aes128gcm (RFC 8188) with the keys of Web Push (RFC 8291), one record. */
const decrypt = (body: Buffer, browser: ReturnType<typeof createECDH>, auth: Buffer): string => {
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + body[20]!);
  const record = body.subarray(21 + body[20]!);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), senderKey]);
  const secret = derive(auth, browser.computeSecret(senderKey), info, 32);
  const key = derive(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  // The padding: one delimiter, then zeros.
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
};

/** Starts a push service. */
export const startPushEndpoint = async (certificate?: { key: string; cert: string }): Promise<PushEndpoint> => {
  const { key, cert } = certificate ?? (await makeCertificate());
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const auth = randomBytes(16);
  const messages: PushMessage[] = [];
  const answers: Answer[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    if (request.url?.startsWith(silent) === true) return;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answers.shift() ?? 201;
      if (answer === 'never') return;
      const { status, retryAfter } = typeof answer === 'number' ? { status: answer, retryAfter: undefined } : answer;
      const body = decrypt(Buffer.concat(chunks), browser, auth);
      if (status === 201) messages.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(body) as Record<string, unknown> });
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('what a push service says is not read');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    ca: cert,
    messages,
    silent,
    subscription: (path = '/push/1') => ({
      endpoint: `https://${host}${path}`,
      keys: { p256dh: browser.getPublicKey().toString('base64url'), auth: auth.toString('base64url') },
    }),
    answerWith: (...more) => void answers.push(...more),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
};
