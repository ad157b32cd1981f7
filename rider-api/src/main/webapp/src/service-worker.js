// Keeps the riders' page for when there is no network. What the server says (/v1) is never kept here: the page itself
// remembers the last list of stations and says how old it is. The build fills in the version and the files.
const VERSION = '%VERSION%';
const FILES = ['%FILES%'];
const CACHE = `bici-${VERSION}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) {
    return;
  }
  if (url.pathname === '/') {
    event.respondWith(networkFirst(event.request));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(cacheFirst(event.request));
  }
});

/** The newest page while the server answers, the kept one when it does not. */
async function networkFirst(request) {
  try {
    const response = await fetch(request);
    if (response.ok) {
      return response;
    }
  } catch {
    // Off line: below.
  }
  return (await caches.match('/', { cacheName: CACHE })) ?? Response.error();
}

/** Files whose names change with their content. */
async function cacheFirst(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}
