// Who is signed in, what they hold, and the division their screens begin with.
import { queryOptions } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { AnyMatterKind, MatterKind } from '../../contract/kind.ts'
import type { WaysInView } from '../../contract/people.ts'
import type { Post } from '../../contract/posts.ts'
import type { DivisionView, MeView } from '../../contract/views.ts'
import { get } from '../../ui/http/request.ts'

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => get<MeView>('/api/me', {}, signal),
    retry: false,
    staleTime: 60_000,
  })

export const setupQuery = () =>
  queryOptions({
    queryKey: ['setup'],
    queryFn: ({ signal }) => get<WaysInView>('/api/setup', {}, signal),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const MeContext = createContext<MeView | null>(null)

/** The signed-in account. Only below the session gate. */
export function useMe(): MeView {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside of the session gate')
  return me
}

/** The highest division the account reaches: what boards and pickers begin with. Null for an account without posts. */
export function homeDivision(me: MeView): DivisionView | null {
  const [first] = me.posts.map((held) => held.division).sort((a, b) => a.path.length - b.path.length)
  return first ?? me.county
}

/** The area whose outlines and branches forms offer: the whole county, since a report may come for any of its villages. */
export const areaDivision = (me: MeView): DivisionView | null => me.county ?? homeDivision(me)

const deskPosts: readonly Post[] = ['administrator', 'auditor']

export const holds = (me: MeView, ...posts: Post[]): boolean => me.posts.some((held) => posts.includes(held.post))

/** Whether the account handles matters of a kind at all, or only administers or audits. */
export const handlesMatters = (me: MeView, kinds: readonly AnyMatterKind[]): boolean =>
  me.posts.some((held) => !deskPosts.includes(held.post) && kinds.some((k) => held.post in k.reads))

/** Whether a post of the account takes any step of a kind, instead of only reading it. */
export const takesSteps = (me: MeView, k: AnyMatterKind): boolean =>
  me.posts.some((held) => Object.values((k as MatterKind).transitions).some((t) => t.by.includes(held.post)))

/** Whether the account opens matters of a kind by hand. */
export const mayOpen = (me: MeView, k: AnyMatterKind): boolean =>
  me.posts.some((held) => (k.openedBy as readonly string[]).includes(held.post))

/** Whether the account may do an operation somewhere; the matter itself says where. */
export const mayOperate = (me: MeView, k: AnyMatterKind, operation: string): boolean =>
  me.posts.some((held) => ((k.operations as Record<string, readonly Post[]>)[operation] ?? []).includes(held.post))
