// Photos and voice notes of an unsent report, kept on the phone so that a reload does not lose them.

const storeName = 'attachments'
// What the phone refuses to store (a private window, a full disk) lives as long as the page.
const inMemory = new Map<string, Blob>()

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('lianfang.portal', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('no store'))
  })

async function within<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await opened()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction(storeName, mode)
      const request = ask(transaction.objectStore(storeName))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
    })
  } finally {
    db.close()
  }
}

export async function keepBlob(key: string, blob: Blob): Promise<void> {
  inMemory.set(key, blob)
  await within('readwrite', (store) => store.put(blob, key)).catch(() => undefined)
}

export async function findBlob(key: string): Promise<Blob | undefined> {
  const held = inMemory.get(key)
  if (held) return held
  const stored = await within<unknown>('readonly', (store) => store.get(key)).catch(() => undefined)
  return stored instanceof Blob ? stored : undefined
}

export async function dropBlobs(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    inMemory.delete(key)
    await within('readwrite', (store) => store.delete(key)).catch(() => undefined)
  }
}
