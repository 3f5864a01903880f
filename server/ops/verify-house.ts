// Everything that can be proven of what is kept: seals, events and matters by their digests, files by their hashes.
import { openDatabase } from '../../core/db/db.ts'
import type { Verified } from '../../core/events/verify.ts'
import { verifyAll } from '../../core/events/verify-matters.ts'
import { checkFiles } from '../../core/files/check.ts'
import { filesFolder } from '../house.ts'

export interface VerifiedHouse {
  counts: Verified & { files: number }
  /** What does not fit, a sentence each: at most one of the events and matters, and all files. */
  findings: string[]
}

/** Verifies the database at `url` and the files beside it. */
export async function verifyHouse(
  where: { url: string; secret: string; dataDir: string },
  onProgress: (counts: Verified & { files: number }) => void = () => undefined,
): Promise<VerifiedHouse> {
  const database = openDatabase(where.url, { max: 2 })
  try {
    const db = database.kysely
    const { counts, finding } = await verifyAll(db, where.secret, (so) => onProgress({ ...so, files: 0 }))
    const checked = await checkFiles(db, filesFolder(where.dataDir), {
      hashes: true,
      onProgress: (files) => onProgress({ ...counts, files }),
    })
    return {
      counts: { ...counts, files: checked.files },
      findings: [
        ...(finding ? [`${finding.what.toUpperCase()}: ${finding.about}`] : []),
        ...checked.findings.map(({ id, what }) => `${what.toUpperCase()}: the stored file ${id} is ${what}`),
      ],
    }
  } finally {
    await database.close()
  }
}

/** What was looked at, in a line. */
export const shownCounts = (c: VerifiedHouse['counts']): string =>
  `${c.events} sealed events in ${c.seals} seals of ${c.counties} counties, ${c.unsealed} not sealed yet, ${c.matters} matters, ${c.entries} entries, ${c.files} files`
