// Where in the field app one is. Kept behind the #, so that the service worker serves one page for all of them.

export const heaps = ['mine', 'overdue', 'near'] as const
export type Heap = (typeof heaps)[number]

export type Route =
  | { page: 'tasks'; heap: Heap }
  | { page: 'matter'; id: string }
  | { page: 'step'; id: string; step: string }
  /** Null: what is reported most, ready at once. */
  | { page: 'report'; kind: string | null }
  /** The documents of a matter; null: their list. */
  | { page: 'papers'; id: string; document: string | null }
  /** What the plate on a wall leads to, by its code. */
  | { page: 'entry'; code: string }
  /** The matter with this number, such as the one in the code that a visitor shows at the gate. */
  | { page: 'number'; no: string }
  | { page: 'sent' }
  | { page: 'again'; id: string }
  | { page: 'settings' }
  | { page: 'sign-in' }

/** The part of the address after the page itself, `#` included. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'tasks':
      return route.heap === 'mine' ? '#/' : `#/tasks/${route.heap}`
    case 'matter':
    case 'again':
      return `#/${route.page}/${encodeURIComponent(route.id)}`
    case 'step':
      return `#/matter/${encodeURIComponent(route.id)}/${encodeURIComponent(route.step)}`
    case 'report':
      return route.kind === null ? '#/report' : `#/report/${encodeURIComponent(route.kind)}`
    case 'entry':
      return `#/e/${encodeURIComponent(route.code)}`
    case 'number':
      return `#/n/${encodeURIComponent(route.no)}`
    case 'papers':
      return `#/papers/${encodeURIComponent(route.id)}${route.document === null ? '' : `/${encodeURIComponent(route.document)}`}`
    default:
      return `#/${route.page}`
  }
}

/** Reads an address; an unknown one is the list of tasks, so that an old link never ends in nothing. */
export function routeOf(hash: string): Route {
  const [page = '', first = '', second = ''] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded)
  switch (page) {
    case 'tasks':
      return { page, heap: heaps.find((heap) => heap === first) ?? 'mine' }
    case 'matter':
      if (first === '') break
      return second === '' ? { page, id: first } : { page: 'step', id: first, step: second }
    case 'again':
      if (first === '') break
      return { page, id: first }
    case 'report':
      return { page, kind: first || null }
    case 'papers':
      if (first === '') break
      return { page, id: first, document: second || null }
    case 'e':
      if (first === '') break
      return { page: 'entry', code: first }
    case 'n':
      if (first === '') break
      return { page: 'number', no: first }
    case 'sent':
    case 'settings':
    case 'sign-in':
      return { page }
  }
  return { page: 'tasks', heap: 'mine' }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
