import { createHmac } from 'node:crypto';
import type { SendNotice } from './send-mail.ts';

/** Where alerts are posted. */
export interface WebhookOptions {
  url: string;
  /** Signs the body, so that the receiver can tell who sent it. */
  secret: string | undefined;
  timeoutMs: number;
}

/**
 * Posts alerts as JSON, signed where there is a secret; anything but a 2xx is a failure,
 * redirects included.
 */
export const createWebhook =
  ({ url, secret, timeoutMs }: WebhookOptions): SendNotice =>
  async (content) => {
    const body = JSON.stringify(content);
    const signature = secret === undefined ? {} : { 'x-ops-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook answers ${response.status}`);
  };
