// The log of access, through HTTP: only auditors read it, only their own county's, and their reading is in it too.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openTwoCounties, type TwoCounties } from '../../testing/two-counties.ts'
import { inTransaction } from '../context.ts'
import { logExport, logRead, logRefusal, refusalsWritten } from './log.ts'

let two: TwoCounties
let auditor: Browser
const [matter, other] = ['0199d000-0000-7000-8000-000000000001', '0199d000-0000-7000-8000-000000000002']

const asStaff = (id: string, name: string) => ({
  ...two.ctx,
  actor: { type: 'staff' as const, id, name, posts: [] },
  route: 'reports.report.read',
  purpose: '办理事项',
})
const read = (name: string, subjectIds: string[], code = '431227') =>
  logRead(asStaff(`account of ${name}`, name), {
    kind: 'reports.report',
    subjectIds,
    fields: ['account', 'contact'],
    countyId: two.idOf(code),
  })
const later = () => {
  two.clock.now = new Date(two.clock.now.getTime() + 1000)
}
const rowsOf = async (query = '') => (await auditor.get(`/api/audit/access${query}`)).body.rows

beforeAll(async () => {
  two = await openTwoCounties()
  auditor = await two.as('auditor', 'auditor', '431227')
  await read('凉伞调解员', [matter])
  later()
  await read('林冲调解员', [matter, other])
  later()
  await read('邻县调解员', [other], '522627')
  later()
})
afterAll(() => two.end())

test('nobody but an auditor reads it, not even an administrator; the attempt is in it', async () => {
  const admin = await two.as('admin', 'administrator', '431227')
  expect((await admin.get('/api/audit/access')).status).toBe(403)
  expect((await two.browser().get('/api/audit/access')).status).toBe(401)
  expect((await rowsOf('?what=refused'))[0]).toMatchObject({
    what: 'refused',
    actor: { name: 'admin 岗', type: 'staff' },
    route: 'access.log',
    why: 'access.not-your-post',
    whyText: { zh: '您的岗位不办理这一步' },
  })
})

test('it tells who read what of whom, and why, newest first; the neighbour’s is not there', async () => {
  const rows = await rowsOf('?what=read&actor=调解员')
  expect(rows).toMatchObject([
    { actor: { name: '林冲调解员' }, subjects: [{ id: matter, no: null }, { id: other }], subjectCount: 2 },
    {
      actor: { id: 'account of 凉伞调解员', name: '凉伞调解员', type: 'staff' },
      route: 'reports.report.read',
      kind: 'reports.report',
      fields: ['account', 'contact'],
      purpose: '办理事项',
      why: null,
    },
  ])
})

test('each reading of it is in it, with what was asked', async () => {
  later()
  await auditor.get(`/api/audit/access?subject=${matter}`)
  later()
  const [latest] = await rowsOf('?actor=auditor')
  expect(latest).toMatchObject({
    what: 'read',
    kind: 'core.access',
    actor: { name: 'auditor 岗' },
    subjects: [{ id: matter }],
    fields: ['subject'],
    purpose: '审计',
  })
})

test('it is filtered by time, subject and kind of access', async () => {
  expect((await rowsOf(`?subject=${other}&actor=调解员`)).length).toBe(1)
  expect(await rowsOf('?subject=431227-2026-999999')).toEqual([])
  const from = new Date(two.clock.now.getTime() - 1500).toISOString()
  expect((await rowsOf(`?from=${from}&actor=调解员`)).length).toBe(0)
  expect((await rowsOf(`?to=${from}&actor=调解员`)).length).toBe(2)
  await logExport(asStaff('x', '县中心'), {
    kind: 'reports.report',
    subjectIds: [],
    fields: [],
    countyId: two.idOf('431227'),
  })
  expect(await rowsOf('?what=export')).toMatchObject([{ what: 'export', actor: { name: '县中心' } }])
  expect((await auditor.get('/api/audit/access?what=all')).status).toBe(400)
  expect((await auditor.get('/api/audit/access?from=yesterday')).status).toBe(400)
  expect((await auditor.get('/api/audit/access?after=x')).body.errors).toMatchObject([{ field: 'after' }])
})

test('it comes in pages without gaps', async () => {
  for (let n = 0; n < 25; n++) await read('翻页', [matter])
  const seen: number[] = []
  let after: string | null = ''
  while (after !== null) {
    const { body }: { body: { rows: { id: number }[]; next: string | null } } = await auditor.get(
      `/api/audit/access?actor=翻页&limit=10${after && `&after=${after}`}`,
    )
    seen.push(...body.rows.map((row) => row.id))
    after = body.next
  }
  expect(seen).toHaveLength(25)
  expect(seen).toEqual(seen.toSorted((a, b) => b - a))
})

test('a refusal is logged though the transaction around it is undone; a read is undone with it', async () => {
  const work = inTransaction(asStaff('y', '某人'), async (tx) => {
    const access = { kind: 'reports.report', subjectIds: [other], countyId: two.idOf('431227') }
    await logRead(tx, { ...access, fields: ['contact'] })
    await logRefusal(tx, { ...access, why: 'access.not-found' })
    throw new Error('undone')
  })
  await expect(work).rejects.toThrow('undone')
  await refusalsWritten(two.house)
  expect(await rowsOf('?actor=某人')).toMatchObject([
    { what: 'refused', why: 'access.not-found', subjects: [{ id: other }] },
  ])
})

test('refusals inside as many transactions as there are connections do not wait for each other', async () => {
  const all = Array.from({ length: 24 }, () =>
    inTransaction(asStaff('z', '很多人'), async (tx) => {
      await tx.db.selectFrom('divisions').select('id').limit(1).execute()
      await logRefusal(tx, { kind: null, subjectIds: [], countyId: two.idOf('431227'), why: 'access.not-found' })
      throw new Error('undone')
    }).catch(() => undefined),
  )
  await Promise.all(all)
  await refusalsWritten(two.house)
  expect((await rowsOf('?actor=很多人&limit=200')).length).toBe(24)
})

test('the clock reads for nobody', async () => {
  await logRead(two.ctx, { kind: 'x', subjectIds: [], fields: ['contact'], countyId: two.idOf('431227') })
  expect((await rowsOf('?limit=200')).filter((row: { actor: { type: string } }) => row.actor.type === 'clock')).toEqual(
    [],
  )
})
