const KEY = 'carillon.session-id';

/**
 * The id under which this tab counts as a viewer. It is kept over a reload, but while the page lives it is not in
 * the storage: a browser that duplicates a tab copies its storage, and two tabs are two viewers.
 */
export function takeSessionId(storage: Storage, window: Window, random: () => string): string {
  const id = storage.getItem(KEY) ?? random();
  storage.removeItem(KEY);
  window.addEventListener('pagehide', () => {
    storage.setItem(KEY, id);
  });
  // The page came back from the browser's cache, alive.
  window.addEventListener('pageshow', () => {
    storage.removeItem(KEY);
  });
  return id;
}
