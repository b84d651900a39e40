const [version, ...files] = '__FILES__'.split(' ');

const cacheName = `page ${version}`;

/**
 * Keeps every file of the page, so that it opens without the server; the cache of any other
 * version is removed.
 */
export const keepFiles = async (): Promise<void> => {
  const cache = await caches.open(cacheName);
  await cache.addAll(['/', ...files.map((file) => `/${file}`)]);
  const others = (await caches.keys()).filter((name) => name.startsWith('page ') && name !== cacheName);
  await Promise.all(others.map((name) => caches.delete(name)));
};

/** The page itself: from the server if it answers soon, else the kept copy. */
const page = async (request: Request): Promise<Response> => {
  const kept = await caches.match('/', { cacheName });
  try {
    return await fetch(request, kept ? { signal: AbortSignal.timeout(3_000) } : {});
  } catch (error) {
    if (kept === undefined) throw error;
    return kept;
  }
};

/** The answer to a request from the kept files; null: the server answers it. */
export const answerFrom = (request: Request): Promise<Response> | null => {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return null;
  if (request.mode === 'navigate') return pathname === '/' ? page(request) : null;
  if (!files.includes(pathname.slice(1))) return null;
  return caches.match(pathname, { cacheName }).then((kept) => kept ?? fetch(request));
};
