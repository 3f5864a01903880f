// Links a matter with an entry by hand; both must be readable.
import { type Ctx, inTransaction } from '../context.ts'
import { loadMatter } from '../matters/load.ts'
import { linksOf, linkToEntry } from './links.ts'
import { loadEntry } from './load.ts'
import { saveEntries } from './save.ts'
import { entryForStep } from './write.ts'

/** Says that a matter is about an entry. Said again, it changes nothing. Returns what is linked with the entry. */
export async function linkMatter(ctx: Ctx, entryId: string, { matterId, why }: { matterId: string; why: string }) {
  return inTransaction(ctx, async (tx) => {
    const { entry: found } = await loadEntry(tx, entryId)
    const { register: r, entry } = await entryForStep(tx, found.kind, entryId, { step: 'link', version: null })
    const { matter } = await loadMatter(tx, matterId)
    const link = { entryId, countyId: entry.county_id, subject: 'matter', subjectId: matterId, why }
    if (await linkToEntry(tx, link)) {
      const after = { ...entry, version: entry.version + 1, changed_at: tx.now() }
      await saveEntries(tx, r, [{ before: entry, after, did: 'linked', data: { other: matter.no, why } }])
    }
    return linksOf(tx, entry)
  })
}
