// Fills in what the inputs offer from what this phone knows.
import { type ReactNode, useCallback, useMemo } from 'react'
import { label } from '../../../contract/label.ts'
import type { Level } from '../../../contract/posts.ts'
import { groundOf } from '../../../ui/phone/map/outline.ts'
import { useAddress, useKnown, useOffline } from '../engine.tsx'
import { whyNotKept } from '../kept.ts'
import { type Offer, OfferContext } from './offer.tsx'

/** A place one can name without a map is a village or a part of one. */
const smallLevels: readonly Level[] = ['village', 'grid', 'microGrid']

export function OfferProvider({ children }: { children: ReactNode }) {
  const offline = useOffline()
  const { lists, units, divisions, outline, me } = useKnown()
  const ground = useMemo(() => (outline ? groundOf(outline) : undefined), [outline])
  const names = useMemo(() => namesOf(lists), [lists])
  const keepFile = useCallback(
    async (bytes: Blob, name: string) => {
      const kept = await offline.keepFile(bytes, name)
      return kept.ok ? { id: kept.id } : { fault: whyNotKept(kept) }
    },
    [offline],
  )
  const offer = useMemo<Offer>(
    () => ({
      entriesOf: (list) => lists[list] ?? [],
      nameOfEntry: (id) => names.get(id) ?? null,
      units,
      divisions: divisions.filter(({ level }) => smallLevels.includes(level)),
      divisionName: (id) => divisions.find((division) => division.id === id)?.name ?? null,
      ground,
      homeId: me.posts[0]?.division.id ?? null,
      keepFile,
      dropFile: (id) => void offline.dropFile(id),
      useAddress,
    }),
    [lists, names, units, divisions, ground, me, keepFile, offline],
  )
  return <OfferContext.Provider value={offer}>{children}</OfferContext.Provider>
}

/** Entries by id with the one they stand under: `照明 / 路灯`. */
function namesOf(lists: ReturnType<typeof useKnown>['lists']) {
  const names = new Map<string, ReturnType<typeof label>>()
  for (const entries of Object.values(lists)) {
    const byId = new Map(entries.map((entry) => [entry.id, entry]))
    for (const { id, label: own, under } of entries) {
      const above = under === null ? undefined : byId.get(under)
      names.set(id, above ? label(`${above.label.zh} / ${own.zh}`, `${above.label.en} / ${own.en}`) : own)
    }
  }
  return names
}
