// The addresses that follow from a kind: one spine, so one grep finds file, URL, event and message.
import type { AnyMatterKind } from '../kind.ts'

/** `reports.report` lives at `/api/reports/reports`. */
export const listPath = (k: Pick<AnyMatterKind, 'kind'>): `/${string}` => {
  const [module, name] = k.kind.split('.') as [string, string]
  return `/api/${module}/${name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`}`
}

/** `/api/reports/reports/{id}`: one matter. */
export const onePath = (k: Pick<AnyMatterKind, 'kind'>, id: string): `/${string}` => `${listPath(k)}/${id}`

/** Where a transition is posted. */
export const transitionPath = (k: Pick<AnyMatterKind, 'kind'>, id: string, transition: string): `/${string}` =>
  `${listPath(k)}/${id}/${transition}`

/** The event a transition leaves: `reports.report.resolved`-like, but always the transition's own name. */
export const eventType = (k: Pick<AnyMatterKind, 'kind'>, did: string): string => `${k.kind}.${did}`
