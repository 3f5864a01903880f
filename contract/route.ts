// Defines a route by hand, for what the derived routes do not cover. Declares who, what for, and how often.
import type { Static, TSchema } from 'typebox'
import type { Label } from './label.ts'
import type { Post } from './posts.ts'

/** `public` needs no sign-in, `staff` any account or token (what it holds decides what it finds), `machine` an API token, or just the named posts. */
export type Who = 'public' | 'staff' | 'machine' | readonly Post[]

export interface RouteInput<P extends TSchema, Q extends TSchema, B extends TSchema> {
  params: Static<P>
  query: Static<Q>
  body: Static<B>
}

export interface Route<
  C = never,
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
> {
  /** Operation id and permission, such as `reports.similar`. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  does: Label
  who: Who
  /** Why the answer may be read; kept with the log of reads. */
  purpose: Label
  /** Requests a minute from one account or address. */
  limit: number
  params?: P
  query?: Q
  body?: B
  answer?: TSchema
  /** The handler only appends and reads nothing of what it wrote: its rows are written in a group with those of others. */
  appends?: boolean
  /** Asked again it does the same again and doubles nothing: no answer is kept, and no transaction is open while it works. */
  repeatable?: boolean
  /** Status of a good answer; 200 when unsaid. */
  status?: number
  /** Fields of the answer that are not kept with the key of the request: given again, the answer has null there. */
  shownOnce?: readonly string[]
  handle(ctx: C, input: RouteInput<P, Q, B>): Promise<unknown>
}

/** Defines a route; `ctx` and the three inputs are typed from the schemas. */
export const defineRoute = <C, const P extends TSchema, const Q extends TSchema, const B extends TSchema>(
  route: Route<C, P, Q, B>,
): Route<C, P, Q, B> => route

/** A route seen without its own types, as the server mounts it. */
// biome-ignore lint/suspicious/noExplicitAny: handlers are contravariant in their input, so no narrower type fits all routes
export type AnyRoute = Route<any, any, any, any>
