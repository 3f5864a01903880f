// Who may do what, and what they see: the rules of the real kind, case by case.
import { expect, test } from 'vitest'
import { type AccessFacts, type Actor, canTable, visibleData, whyNot, whyNotOperation } from '../../contract/access.ts'
import type { MatterKind } from '../../contract/kind.ts'
import type { Post } from '../../contract/posts.ts'
import { report } from './report.matter.ts'

const now = new Date('2026-05-03T02:00:00Z')
const village = '/1/2/3/4/5/6/'
const unit = '01890000-0000-7000-8000-000000000001'

const staff = (post: Post, path: string, id = 'a1', unitId: string | null = null): Actor => ({
  type: 'staff',
  id,
  name: post,
  posts: [{ id: `held-${id}`, post, divisionId: 6, countyId: 4, path, unitId }],
})

const matter = (changes: Partial<AccessFacts> = {}, data: Record<string, unknown> = {}) => ({
  id: 'm1',
  state: 'received',
  path: village,
  ownerId: null,
  openedById: null,
  unitId: null,
  stateSince: new Date('2026-05-03T01:00:00Z'),
  mergedInto: null,
  data,
  ...changes,
})

const data = { category: 'streetLight', account: '路灯不亮', contact: { phone: '00012345678' } }

test('a grid worker takes what lies in the own village; the neighbour village does not see it', () => {
  expect(whyNot(report, 'accept', matter(), staff('gridWorker', village), now)).toBeNull()
  expect(whyNot(report, 'accept', matter(), staff('gridWorker', '/1/2/3/4/5/7/'), now)).toBe('access.not-your-post')
  expect(visibleData(report, data, staff('gridWorker', '/1/2/3/4/5/7/'), matter())).toEqual({})
})

test('a path that only begins with the same digits is another division', () => {
  expect(visibleData(report, data, staff('townshipCentre', '/1/2/3/4/55/'), matter())).toEqual({})
})

test('sealed contacts are for those who handle the matter, personal text for the station too', () => {
  expect(visibleData(report, data, staff('gridWorker', village), matter())).toEqual(data)
  expect(visibleData(report, data, staff('stationChief', '/1/2/3/4/5/'), matter())).toEqual({
    category: 'streetLight',
    account: '路灯不亮',
  })
  expect(visibleData(report, data, staff('mediator', '/1/2/3/4/5/'), matter())).toEqual({ category: 'streetLight' })
})

test('the auditor reads the log, not the matters', () => {
  expect(visibleData(report, data, staff('auditor', '/1/2/3/4/'), matter())).toEqual({})
})

test('a department sees what its unit was given, and what was shared with it', () => {
  const officer = staff('department', '/1/2/3/4/', 'd1', unit)
  expect(visibleData(report, data, officer, matter())).toEqual({})
  expect(visibleData(report, data, officer, matter({ unitId: unit }))).toEqual(data)
  expect(visibleData(report, data, officer, matter({ sharedTo: ['held-d1'] }))).toEqual(data)
  expect(whyNot(report, 'acceptRouted', matter({ state: 'routed', unitId: unit }), officer, now)).toBeNull()
  expect(whyNot(report, 'acceptRouted', matter({ state: 'routed', sharedTo: ['held-d1'] }), officer, now)).toBe(
    'access.not-your-post',
  )
})

test('a licensed hazard is resolved only with the reference of the authority', () => {
  const held = matter({ state: 'inHand', ownerId: 'a1' }, { needsAuthority: true })
  const worker = staff('gridWorker', village)
  expect(whyNot(report, 'resolve', held, worker, now)).toBeNull()
  expect(whyNot(report, 'resolve', held, worker, now, { answer: '已销毁' })).toBe(
    'reports.report.why.authorityRefMissing',
  )
  expect(
    whyNot(report, 'resolve', held, worker, now, { answer: '已销毁', authorityRef: '新应急〔2021〕3号' }),
  ).toBeNull()
})

test('a reporter acts on the own report only, and sees the answer but not the sealed rest', () => {
  const reporter: Actor = { type: 'party', party: 'reporter', matterId: 'm1', partyId: 'p1' }
  const resolved = matter({ state: 'resolved' }, { ...data, answer: '已修复', reason: '内部' })
  expect(whyNot(report, 'confirm', resolved, reporter, now)).toBeNull()
  expect(whyNot(report, 'confirm', { ...resolved, id: 'm2' }, reporter, now)).toBe('access.not-your-post')
  expect(whyNot(report, 'closeWithReason', resolved, reporter, now)).toBe('access.not-your-post')
  expect(visibleData(report, resolved.data, reporter, resolved)).toEqual({
    category: 'streetLight',
    account: '路灯不亮',
    answer: '已修复',
  })
})

test('the clock takes only what a deadline takes', () => {
  expect(whyNot(report, 'escalate', matter(), { type: 'clock' }, now)).toBeNull()
  expect(whyNot(report, 'decline', matter(), { type: 'clock' }, now)).toBe('access.not-your-post')
})

test('thirty days after closing a report is not reopened but reported anew', () => {
  const reporter: Actor = { type: 'party', party: 'reporter', matterId: 'm1', partyId: 'p1' }
  const closed = matter({ state: 'closed', stateSince: new Date('2026-04-01T00:00:00Z') })
  expect(whyNot(report, 'reopen', closed, reporter, now, { stillWrong: '又不亮了' })).toBe(
    'reports.report.why.reopenTooLate',
  )
})

test('nothing is done to a merged matter, and every step of every state passes or says why', () => {
  const centre = staff('countyCentre', '/1/2/3/4/')
  expect(whyNotOperation(report, 'assign', matter({ mergedInto: 'm9' }), centre)).toBe('matters.merged')
  for (const state of Object.keys(report.states)) {
    const can = canTable(report, matter({ state }), centre, now)
    for (const name of Object.keys((report as unknown as MatterKind).transitions))
      expect(can[name] === null || can[name]?.includes('.')).toBe(true)
  }
})
