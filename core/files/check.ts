// Holds the store of files against the rows that name them: what is missing, cut short or changed.
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Db, House } from '../context.ts'
import { pathOf, readStored, removeStored, storedBetween } from './store.ts'

/** A stored file that is not as its row says. */
export interface FileFinding {
  id: string
  what: 'missing' | 'changed'
}

export interface CheckedFiles {
  /** Files looked at. */
  files: number
  findings: FileFinding[]
}

const atOnce = 1000
/** More than this is not a lost file but a lost disk: the number says enough. */
const mostNamed = 1000

/** Looks at every file that has a row: that it is there and as long as it was; with `hashes`, that every byte is as it was. */
export async function checkFiles(
  db: Db,
  filesDir: string,
  notes: { hashes: boolean; onProgress?: (files: number) => void },
): Promise<CheckedFiles> {
  const checked: CheckedFiles = { files: 0, findings: [] }
  for (let after: string | undefined; ; ) {
    const page = db.selectFrom('files').select(['id', 'bytes', 'sha256']).orderBy('id').limit(atOnce)
    const rows = await (after === undefined ? page : page.where('id', '>', after)).execute()
    for (const row of rows) {
      checked.files += 1
      const what = await faultOf(filesDir, row, notes.hashes)
      if (what !== null && checked.findings.length < mostNamed) checked.findings.push({ id: row.id, what })
    }
    notes.onProgress?.(checked.files)
    after = rows.at(-1)?.id
    if (after === undefined || rows.length < atOnce) return checked
  }
}

async function faultOf(
  filesDir: string,
  row: { id: string; bytes: number; sha256: string },
  hashes: boolean,
): Promise<FileFinding['what'] | null> {
  const size = await stat(pathOf({ filesDir }, row.id)).then(
    (found) => found.size,
    () => null,
  )
  if (size === null) return 'missing'
  if (size !== row.bytes) return 'changed'
  if (!hashes) return null
  const hash = createHash('sha256')
  await pipeline(readStored({ filesDir }, row.id), hash)
  return hash.digest('hex') === row.sha256 ? null : 'changed'
}

/** Removes stored files that no row names: after a restore, what was uploaded later than its moment. Returns how many. */
export async function removeUnnamed(db: Db, store: Pick<House, 'filesDir' | 'log'>): Promise<number> {
  const stored = await storedBetween(store, 0, Number.MAX_SAFE_INTEGER)
  let removed = 0
  for (let i = 0; i < stored.length; i += atOnce) {
    const ids = stored.slice(i, i + atOnce)
    const rows = await db.selectFrom('files').select('id').where('id', 'in', ids).execute()
    const known = new Set(rows.map((row) => row.id))
    for (const id of ids.filter((each) => !known.has(each))) {
      await removeStored(store, id)
      removed += 1
    }
  }
  return removed
}
