import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What sidecars send to apps, and apps to sidecars. */
export interface Tokens {
  app: string;
  dapr: string;
}

/** The random tokens of an instance, created at its first start and readable only by its owner. */
export const readTokens = (dir: string): Tokens => {
  const file = join(dir, 'tokens.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Tokens;
  const tokens = { app: randomBytes(24).toString('hex'), dapr: randomBytes(24).toString('hex') };
  writeFileSync(file, JSON.stringify(tokens), { mode: 0o600 });
  return tokens;
};
