// The matters of a round, made from its notes: a check that falls due, and a finding with its order.
import Type, { type TProperties } from 'typebox'
import { answers, bothText, choice, date, files, integer, listOf, paragraph, text, unitRef, yes } from './fields.ts'
import type { MatterKind } from './kind.ts'
import { label } from './label.ts'
import { defineMatter } from './matter.ts'
import type { Post, Reach } from './posts.ts'
import type { RoundNotes } from './round-notes.ts'

const target = text({ label: label('对象编号', 'Target'), max: 80, indexed: true })
const targetName = text({ label: label('检查对象', 'What is checked'), max: 200 })
const unit = Type.Optional(unitRef({ label: label('单位', 'Unit') }))
const why = paragraph({
  label: label('理由', 'Reason'),
  hint: label('长期保留，不要写人名', 'Kept for ever; no names'),
  max: 500,
})
const itemName = Type.String({ maxLength: 35 })

const postsOf = (r: RoundNotes): Post[] => [...new Set(r.by.map(({ post }) => post))]

/** Who judges what a unit did: never the unit itself. */
const overseers = (r: RoundNotes): Post[] => [
  ...new Set([...postsOf(r).filter((post) => !r.checked?.includes(post)), ...r.leads]),
]

/** Checkers and leads read what lies in and below their division; a checked unit reads its own. */
function readsOf(r: RoundNotes): Partial<Record<Post, Reach>> {
  const wide = [...postsOf(r), ...r.leads, ...r.approves, 'auditor' as const].map((post) => [post, 'subtree'] as const)
  const own = (r.checked ?? []).map((post) => [post, 'unit'] as const)
  return Object.fromEntries([...wide, ...own])
}

/** Everybody who reads a check reads its answers, except those who only audit. */
const openedTo = (r: RoundNotes): Post[] => [
  ...new Set([...postsOf(r), ...r.leads, ...r.approves, ...(r.checked ?? [])]),
]

const checkFields = {
  target,
  targetName,
  unit,
  from: date({ label: label('本期起', 'Period from') }),
  dueOn: date({ label: label('应于何日前', 'To be made by') }),
  checklist: integer({ label: label('检查表版本', 'Version of the checklist'), min: 0, max: 100_000 }),
  unannounced: yes({ label: label('突击抽查', 'Unannounced') }),
  carried: listOf(
    Type.Object({
      item: itemName,
      no: Type.String({ maxLength: 40 }),
      day: Type.String({ maxLength: 10 }),
      state: Type.String({ maxLength: 40 }),
      text: Type.Object({ zh: Type.String({ maxLength: 400 }), en: Type.String({ maxLength: 400 }) }),
    }),
    { label: label('上次的问题', 'Found last time'), max: 30 },
  ),
  answers: answers({ label: label('检查表', 'Checklist') }),
  remark: paragraph({ label: label('备注', 'Remark'), max: 500, privacy: 'personal' }),
  note: why,
} satisfies TProperties

/** The kind of a round's checks. */
export function checkKind(r: RoundNotes): MatterKind {
  const by = postsOf(r)
  const onMiss = r.whenOver === 'missed' ? 'miss' : 'report'
  const kind = {
    kind: `${r.kind}-check`,
    label: label(`${r.label.zh}单`, `Check: ${r.label.en}`),
    fields: checkFields,
    askedAtStart: ['target', 'targetName', 'from', 'dueOn', 'checklist'],
    headline: 'targetName',
    reads: readsOf(r),
    opens: { personal: openedTo(r), sealed: [] },
    partySees: {},
    openedBy: [],
    operations: { assign: r.leads, link: r.leads, export: r.leads },
    start: 'due',
    states: {
      due: { label: label('待检查', 'Due'), deadline: { within: { on: 'dueOn' }, onMiss } },
      done: { label: label('已检查', 'Done'), end: 'settled' },
      ...(r.whenOver === 'missed'
        ? { missed: { label: label('漏查', 'Missed'), end: 'failed' } }
        : { reported: { label: label('系统已报', 'Reported by the system'), end: 'settled' } }),
      calledOff: { label: label('取消', 'Called off'), end: 'dropped' },
    },
    transitions: {
      fill: {
        label: label('填写检查表', 'Fill in the checklist'),
        from: ['due'],
        to: 'done',
        by,
        needs: ['answers'],
        asks: ['remark'],
        takes: true,
        shows: 'unit',
      },
      callOff: { label: label('取消检查', 'Call off'), from: ['due'], to: 'calledOff', by: r.leads, needs: ['note'] },
      [onMiss]: {
        label: r.whenOver === 'missed' ? label('到期未查', 'Miss') : label('系统零报告', 'Report by the system'),
        from: ['due'],
        to: r.whenOver,
        by: [],
      },
      // What was not made in its time is never made afterwards: only a note says why.
      ...(r.whenOver === 'missed'
        ? {
            explain: {
              label: label('补充说明', 'Explain'),
              from: ['missed'],
              to: 'missed',
              by: [...new Set([...by, ...r.leads])],
              needs: ['note'],
            },
          }
        : {}),
    },
    reasons: {},
    routing: r.by,
    retention: [],
    counts: [],
  }
  return defineMatter(kind as never) as unknown as MatterKind
}

const findingFields = (r: RoundNotes) =>
  ({
    target,
    targetName,
    unit,
    check: text({ label: label('检查', 'Check'), max: 40 }),
    item: text({ label: label('检查项', 'Item'), max: 35 }),
    what: bothText({ label: label('问题', 'What was found'), max: 400 }),
    basis: Type.Optional(text({ label: label('依据', 'Legal basis'), max: 200 })),
    rectifyBy: date({ label: label('整改期限', 'To be rectified by') }),
    photos: files({ label: label('照片', 'Photos'), max: 6 }),
    proof: paragraph({ label: label('整改情况', 'What was done'), max: 1000, privacy: 'personal' }),
    proofFiles: files({ label: label('整改照片或文件', 'Photos or papers of it'), max: 6 }),
    recheck: paragraph({ label: label('复查情况', 'What the recheck saw'), max: 1000, privacy: 'personal' }),
    measure: choice(r.finding.measures, { label: label('拟采取措施', 'Proposed measure') }),
    why,
    decision: paragraph({ label: label('审批意见', 'Decision and its reason'), max: 500 }),
  }) satisfies TProperties

/** The kind of a round's findings: order to rectify, proof, recheck; or overdue, and a measure that a second person decides. */
export function findingKind(r: RoundNotes): MatterKind {
  const kind = {
    kind: `${r.kind}-finding`,
    label: r.finding.label,
    fields: findingFields(r),
    askedAtStart: ['target', 'targetName', 'check', 'item', 'what', 'rectifyBy'],
    headline: 'what',
    reads: readsOf(r),
    opens: { personal: openedTo(r), sealed: [] },
    partySees: {},
    openedBy: [],
    operations: {
      extend: [...new Set([...(r.checked ?? []), ...postsOf(r)])],
      assign: r.leads,
      link: r.leads,
      export: r.leads,
    },
    start: r.finding.atOnce ? 'ordered' : 'found',
    states: findingStates(r),
    transitions: { ...orderTransitions(r), ...measureTransitions(r) },
    reasons: { past: label('整改期限不能早于今天', 'The day cannot lie in the past') },
    routing: r.by,
    retention: [],
    counts: [{ id: 'item', label: label('按检查项', 'By item'), by: 'item' }],
  }
  return defineMatter(kind as never) as unknown as MatterKind
}

function findingStates({ finding, leads }: RoundNotes) {
  const extension = { most: finding.most, mode: 'approval', by: leads }
  return {
    ...(finding.atOnce
      ? {}
      : { found: { label: label('待责令整改', 'Found'), deadline: { within: finding.orderWithin } } }),
    ordered: {
      label: label('整改中', 'Ordered'),
      deadline: { within: { on: 'rectifyBy' }, onMiss: 'miss', extension },
    },
    proven: { label: label('待复查', 'To be rechecked'), deadline: { within: finding.recheckWithin } },
    overdue: { label: label('逾期未改', 'Overdue') },
    proposed: { label: label('措施待审批', 'Measure proposed') },
    measured: { label: label('已采取措施', 'Measure taken') },
    closed: { label: label('已销号', 'Closed'), end: 'settled' },
    dropped: { label: label('撤销', 'Dropped'), end: 'dropped' },
  }
}

const notPast = ({ rectifyBy }: { rectifyBy?: string }, now: Date): true | 'past' =>
  rectifyBy === undefined || new Date(`${rectifyBy}T23:59:59.999+08:00`) >= now ? true : 'past'

function orderTransitions(r: RoundNotes) {
  const checkers = overseers(r)
  const open = [...(r.finding.atOnce ? [] : ['found']), 'ordered', 'overdue', 'measured']
  return {
    ...(r.finding.atOnce
      ? {}
      : {
          order: {
            label: label('责令整改', 'Order to rectify'),
            from: ['found'],
            to: 'ordered',
            by: checkers,
            needs: ['rectifyBy'],
            asks: ['basis'],
            guard: notPast,
          },
        }),
    prove: {
      label: label('提交整改情况', 'Hand in proof'),
      from: ['ordered', 'overdue', 'measured'],
      to: 'proven',
      by: [...new Set([...(r.checked ?? []), ...checkers])],
      needs: ['proof'],
      asks: ['proofFiles'],
    },
    pass: {
      label: label('复查通过', 'Recheck: rectified'),
      from: ['proven'],
      to: 'closed',
      by: checkers,
      asks: ['recheck'],
    },
    fail: {
      label: label('复查未通过', 'Recheck: not rectified'),
      from: ['proven'],
      to: 'ordered',
      by: checkers,
      needs: ['recheck', 'rectifyBy'],
      guard: notPast,
    },
    miss: { label: label('逾期', 'Miss the deadline'), from: ['ordered'], to: 'overdue', by: [] },
    drop: { label: label('撤销', 'Drop'), from: open, to: 'dropped', by: r.leads, needs: ['why'] },
  }
}

function measureTransitions(r: RoundNotes) {
  return {
    propose: {
      label: label('提出措施', 'Propose a measure'),
      from: ['overdue'],
      to: 'proposed',
      by: overseers(r),
      needs: ['measure', 'why'],
      clears: ['decision'],
      takes: true,
      decidedBy: r.approves,
    },
    approve: {
      label: label('同意', 'Approve'),
      from: ['proposed'],
      to: 'measured',
      by: r.approves,
      apart: true,
      asks: ['decision'],
    },
    refuse: {
      label: label('不同意', 'Refuse'),
      from: ['proposed'],
      to: 'overdue',
      by: r.approves,
      apart: true,
      needs: ['decision'],
    },
  }
}
