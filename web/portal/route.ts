// Where in the portal one is. Kept behind the #, so that a tracking code stays out of server logs and referrers.

export const reportSteps = ['kind', 'account', 'place', 'send'] as const
export type ReportStep = (typeof reportSteps)[number]

export type Route =
  | { page: 'start' }
  | { page: 'report'; step: ReportStep }
  | { page: 'apply' }
  | { page: 'receipt' }
  | { page: 'follow'; code: string | null }
  | { page: 'village'; code: string | null }
  | { page: 'sign'; code: string }
  /** Booking a visit to the school with this code. */
  | { page: 'visit'; code: string }
  | { page: 'help' }

/** The part of the address after the page itself, `#` included. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'start':
      return '#/'
    case 'report':
      return `#/report/${route.step}`
    case 'sign':
    case 'visit':
      return `#/${route.page}/${encodeURIComponent(route.code)}`
    case 'follow':
    case 'village':
      return route.code === null ? `#/${route.page}` : `#/${route.page}/${encodeURIComponent(route.code)}`
    default:
      return `#/${route.page}`
  }
}

/** Reads an address; an unknown one is the start page, so that an old link never ends in nothing. */
export function routeOf(hash: string): Route {
  const [page = '', rest = ''] = hash.replace(/^#?\/?/, '').split('/')
  const code = rest === '' ? null : decoded(rest)
  switch (page) {
    case 'report':
      return { page, step: reportSteps.find((s) => s === rest) ?? 'kind' }
    case 'sign':
    case 'visit':
      return code === null ? { page: 'start' } : { page, code }
    case 'follow':
    case 'village':
      return { page, code }
    case 'apply':
    case 'receipt':
    case 'help':
      return { page }
    default:
      return { page: 'start' }
  }
}

/** A tracking code as typed or pasted: upper case, one kind of dash, no spaces; a whole pasted link gives its code. */
export function tidyCode(typed: string): string {
  const linked = /#\/follow\/([^/?\s]+)/.exec(typed)
  const code = linked ? decoded(linked[1] ?? '') : typed
  return code
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, '')
    .toUpperCase()
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
