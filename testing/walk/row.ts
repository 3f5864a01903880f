// One line of the walk: a route as the description of the interface names it, the right it needs, and a request in order.
import type { ground } from '../world-ground.ts'
import type { Ground } from './ground.ts'
import type { Right } from './rights.ts'
import type { Relation, SeatName } from './seats.ts'

export interface Question {
  url: string
  body?: unknown
  headers?: Record<string, string>
}

export interface Row extends Right {
  /** `POST /api/matters/{id}/link`. */
  route: string
  /** A request that would go through if the asker may: whatever it is about is made for it. */
  ask(g: Ground, seat: SeatName, relation: Relation): Promise<Question> | Question
  /** Relations that cannot be, such as a report that is not placed and yet in a village. */
  without?(seat: SeatName, relation: Relation): boolean
  /** One seat after another: what it does takes the whole machine. */
  alone?: true
  /** Only the right is asked for: what the words of the request come to is another test's question. */
  rightOnly?: true
  /** The stream does not end by itself. */
  streams?: true
}

/** A route about nothing in particular: the same wherever one is. */
export const plain = (route: string, gate: Right['gate'], body?: unknown): Row => ({
  route,
  gate,
  placeless: true,
  ask: () => ({ url: pathOf(route), body }),
})

export const pathOf = (route: string): string => route.slice(route.indexOf(' ') + 1)

/** The path with its parts filled in. */
export const filled = (route: string, parts: Record<string, string | number>): string =>
  pathOf(route).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name])))

/** The place that a relation names, or home where there is none. */
export const placeFor = (g: Ground, seat: SeatName, relation: Relation): keyof typeof ground =>
  g.placeOf(seat, relation) ?? 'garden'
