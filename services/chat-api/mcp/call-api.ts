import type { Server } from '#platform/http/server';

/** A request of this service to itself. */
export interface ApiCall {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | string[] | undefined>;
  body?: object;
}

/**
 * The interface for people's clients as an assistant uses it, with all its checks, limits
 * and events. Rejects with a sentence.
 */
export type CallApi = (call: ApiCall) => Promise<unknown>;

/** Says in words for an assistant what the API refused. */
export class ApiRefused extends Error {
  override readonly name = 'ApiRefused';
}

interface ProblemBody {
  title?: string;
  detail?: string;
  errors?: { field: string; message: string }[];
}

const wordsOf = ({ title = 'This was refused', detail, errors = [] }: ProblemBody): string =>
  [detail === undefined ? title : `${title}: ${detail}`, ...errors.map(({ field, message }) => `${field} ${message}`)].join('; ');

const searchOf = (query: NonNullable<ApiCall['query']>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const one of [value ?? []].flat()) search.append(name, one);
  return search.toString();
};

/** Calls the API with the token of a request, in the same process. */
export const callApiAs =
  (app: Server, headers: Record<string, string>): CallApi =>
  async ({ method, path, query = {}, body }) => {
    const search = searchOf(query);
    const response = await app.inject({ method, url: search === '' ? path : `${path}?${search}`, headers, ...(body !== undefined && { payload: body }) });
    if (response.statusCode === 204) return null;
    const answer: unknown = response.json();
    if (response.statusCode >= 400) throw new ApiRefused(wordsOf(answer as ProblemBody));
    return answer;
  };
