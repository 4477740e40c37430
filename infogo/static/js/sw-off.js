/* infogo: takes the place of the service worker where INFOGO_OFFLINE is 0: it removes what was kept, and itself. */
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    // Packs are the reader's own downloads, proved by their signature: they stay.
    const kept = (await caches.keys()).filter((name) => /^infogo-(?!packs$)/.test(name));
    await Promise.all(kept.map((name) => caches.delete(name)));
    await registration.unregister();
    await clients.claim();
  })());
});
