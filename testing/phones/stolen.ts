// What somebody reads off the disk of a phone without its PIN.
import { Dexie } from 'dexie'
import type { Pocket } from './pocket.ts'

/** Everything in the store as text: names, numbers, and bytes read both as UTF-8 and as UTF-16. */
export async function storedText({ indexedDB, ports }: Pocket): Promise<string> {
  const store = new Dexie(ports.store, { indexedDB: indexedDB as never, IDBKeyRange: ports.IDBKeyRange })
  await store.open()
  const parts: string[] = []
  for (const table of store.tables) for (const row of await table.toArray()) parts.push(textOf(row))
  store.close()
  return parts.join('\n')
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array)
    return ['utf-8', 'utf-16le'].map((encoding) => new TextDecoder(encoding).decode(value)).join(' ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${textOf(inner)}`)
      .join(', ')
  return String(value)
}
