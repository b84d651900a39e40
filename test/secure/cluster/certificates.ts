import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** The files that a broker reads, and the authority for a client to trust. */
export interface Certificates {
  /** The broker's key and certificate in one PEM file. */
  keyStore: string;
  trustStore: string;
  /** The authority's certificate, PEM. */
  ca: string;
}

const here = [{ type: 2 as const, value: 'localhost' }, { type: 7 as const, ip: '127.0.0.1' }];

/** An authority of our own and a certificate that it signed for the brokers on this machine. */
export const makeCertificates = async (dir: string): Promise<Certificates> => {
  const authority = await generate([{ name: 'commonName', value: 'todo test authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }],
  });
  const broker = await generate([{ name: 'commonName', value: 'broker' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: 'basicConstraints', cA: false }, { name: 'extKeyUsage', serverAuth: true, clientAuth: true }, { name: 'subjectAltName', altNames: here }],
  });
  mkdirSync(dir, { recursive: true });
  const [keyStore, trustStore] = [join(dir, 'broker.pem'), join(dir, 'ca.pem')];
  writeFileSync(keyStore, `${broker.private}\n${broker.cert}\n`, { mode: 0o600 });
  writeFileSync(trustStore, `${authority.cert}\n`);
  return { keyStore, trustStore, ca: authority.cert };
};
