// The routes of registers: those that are the same for every register.
import { v7 as uuidv7 } from 'uuid'
import { filled, plain, type Row } from './row.ts'

/** What is not there, nobody finds. */
const unknown = (route: string, body?: object): Row => ({
  ...plain(route, 'staff'),
  finds: [],
  ask: () => ({ url: filled(route, { id: uuidv7(), code: 'AAAA-BBBB-CCCC' }), body }),
})

/** The routes of registers. */
export const registerRows: readonly Row[] = [
  unknown('GET /api/registers/plate/{code}'),
  plain('GET /api/registers/transfers', 'staff'),
  unknown('POST /api/registers/transfers/{id}', { decision: 'accepted' }),
  unknown('POST /api/registers/entries/{id}/link', { matterId: uuidv7(), why: '同一处' }),
]
