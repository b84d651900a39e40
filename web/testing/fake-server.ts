import { vi } from 'vitest';

/** A request that the page made. */
export interface Asked {
  method: string;
  path: string;
  body: unknown;
  headers: Record<string, string>;
}

/** The answer: `status` is 200 by default; 0 means that the server cannot be reached. */
export interface Answered {
  status?: number;
  body?: unknown;
}

const respond = ({ status = 200, body = {} }: Answered): Response => {
  if (status === 0) throw new TypeError('Failed to fetch');
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
};

/** Puts a server behind the page's `fetch`; returns the requests it gets, in order. */
export const serve = (answer: (asked: Asked) => Answered | Promise<Answered>): Asked[] => {
  const requests: Asked[] = [];
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body, headers = {} }: RequestInit = {}) => {
    const asked = { method, path, body: body === undefined ? undefined : JSON.parse(String(body)), headers: headers as Record<string, string> };
    requests.push(asked);
    return respond(await answer(asked));
  });
  return requests;
};
