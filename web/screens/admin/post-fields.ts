// The fields by which a post is given: what, where, from when to when.

import { instantOf } from '../../../contract/calendar.ts'
import { choice, date, divisionRef, optional, unitRef } from '../../../contract/fields.ts'
import type { Label } from '../../../contract/label.ts'
import { posts } from '../../../contract/posts.ts'
import { words } from './messages.ts'

const postChoices = Object.fromEntries(Object.entries(posts).map(([id, post]) => [id, post.label])) as Record<
  string,
  Label
>

export const postFields = {
  post: choice(postChoices, { label: words.post }),
  divisionId: divisionRef({ label: words.postDivision }),
  unitId: optional(unitRef({ label: words.postUnit, hint: words.postUnitHint })),
}

export const postDays = {
  from: optional(date({ label: words.from })),
  to: optional(date({ label: words.to, hint: words.toHint })),
}

/** Days as the instants the server asks for: a post begins with its first day and ends with its last. */
export function withInstants({ from, to, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return {
    ...rest,
    ...(typeof from === 'string' ? { fromAt: instantOf(from).toISOString() } : {}),
    ...(typeof to === 'string' ? { toAt: instantOf(to, 1440).toISOString() } : {}),
  }
}
