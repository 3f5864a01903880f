// A dispute from the day it is found to the day it is closed and followed up: People's Mediation Law (人民调解法, "art"),
// 人民调解工作若干规定 ("rule"), and the practice of the counties in between.
import { dayOf } from '../../contract/calendar.ts'
import type { Deadline } from '../../contract/kind.ts'
import { label } from '../../contract/label.ts'
import { defineMatter } from '../../contract/matter.ts'
import { disputeFields } from './dispute.fields.ts'
import { refusals } from './messages.ts'
import { agreementTasks, hasBothSeals, hasTwoSides, leftOf, saysWhen } from './rules.ts'
import { byHandlers, committees } from './shared.fields.ts'

/** The law sets no limit; the rule says a month as a rule, longer only when both sides consent. One clock from acceptance on. */
const withinAMonth: Deadline<never, 'acceptedOn'> = {
  within: '30d',
  from: 'acceptedOn',
  remind: [10, 3],
  extension: { most: '60d', mode: 'consent', by: [] },
}
const working = ['accepted', 'informed', 'investigating', 'mediating'] as const
const untilAgreed = ['registered', ...working, 'held'] as const

export const dispute = defineMatter({
  kind: 'mediation.dispute',
  label: label('矛盾纠纷', 'Dispute'),

  fields: disputeFields,
  askedAtStart: [
    'cause',
    'account',
    'place',
    'otherSide',
    'parties',
    'persons',
    'amount',
    'safety',
    'source',
    'photos',
  ],
  headline: 'account',
  categoryField: 'cause',
  placeField: 'place',
  partiesField: 'parties',
  sharesField: 'otherSide',

  reads: {
    mediator: 'subtree',
    gridWorker: 'subtree',
    residentOfficer: 'subtree',
    stationChief: 'subtree',
    townshipCentre: 'subtree',
    countyCentre: 'subtree',
    department: 'unit',
  },
  opens: {
    personal: [],
    sealed: ['mediator', 'countyCentre', 'department'],
    within: { mediator: 'part', department: 'own' },
  },
  partySees: {
    reporter: ['cause'],
    party: ['cause', 'account', 'parties', 'track', 'informedOn', 'form', 'effectiveAt', 'obligations', 'referTo'],
  },
  openedBy: ['reporter', 'mediator', 'gridWorker', 'residentOfficer', 'stationChief', 'townshipCentre', 'countyCentre'],
  operations: {
    assign: ['townshipCentre', 'countyCentre'],
    extend: ['mediator', 'department'],
    supervise: ['townshipCentre', 'countyCentre'],
    link: ['mediator', 'gridWorker', 'residentOfficer', 'stationChief', 'townshipCentre', 'countyCentre'],
    merge: ['countyCentre'],
    share: ['townshipCentre', 'countyCentre'],
    export: ['townshipCentre', 'countyCentre'],
  },

  start: 'registered',
  states: {
    registered: {
      label: label('待受理', 'Registered'),
      publicLabel: label('已登记，等待受理', 'Registered; to be accepted'),
      deadline: { within: '3wd' },
    },
    accepted: { label: label('已受理', 'Accepted'), deadline: withinAMonth },
    informed: { label: label('已告知权利', 'Informed of their rights'), deadline: withinAMonth },
    investigating: { label: label('调查中', 'Looked into'), deadline: withinAMonth },
    mediating: { label: label('调解中', 'In mediation'), deadline: withinAMonth },
    // Kept calm, not solved: never counted as settled.
    held: { label: label('稳控', 'Held calm'), deadline: { within: '30d', remind: [3] } },
    handedOver: {
      label: label('已移交待接收', 'Handed over, to be taken'),
      publicLabel: label('已转其他调解组织', 'With another mediation body'),
      deadline: { within: '3wd' },
    },
    agreed: {
      label: label('达成协议待生效', 'Agreed, to be signed'),
      publicLabel: label('已达成协议', 'Agreed'),
      deadline: { within: '7d' },
    },
    performing: { label: label('履行中', 'Being performed') },
    followingUp: { label: label('已履行，回访中', 'Performed, followed up') },
    closed: { label: label('已结案', 'Closed'), end: 'settled' },
    archived: { label: label('已归档', 'Archived'), end: 'settled' },
    failed: { label: label('调解不成', 'Failed'), end: 'failed' },
    archivedFailed: { label: label('已归档（调解不成）', 'Archived, failed'), end: 'failed' },
    refused: { label: label('不予受理', 'Not accepted'), end: 'dropped' },
    declined: { label: label('当事人拒绝调解', 'Declined by a party'), end: 'dropped' },
    withdrawn: { label: label('当事人撤回', 'Withdrawn'), end: 'dropped' },
  },

  transitions: {
    accept: {
      label: label('受理', 'Accept'),
      from: ['registered'],
      to: 'accepted',
      by: ['mediator'],
      needs: ['scale', 'level'],
      takes: true,
      sets: (d, now) => ({ acceptedOn: dayOf(now), track: d.track ?? 'people', isJoint: d.otherSide !== undefined }),
      tells: true,
    },
    refuse: {
      label: label('不予受理', 'Do not accept'),
      from: ['registered'],
      to: 'refused',
      by: ['mediator', 'townshipCentre', 'countyCentre'],
      needs: ['reason', 'referTo'],
      tells: true,
    },
    // Voluntary, equal, and no bar to arbitration, administrative or court action (art 3).
    inform: {
      label: label('告知权利义务', 'Inform of rights'),
      from: ['accepted'],
      to: 'informed',
      ...byHandlers,
      needs: ['informedHow'],
      sets: (_, now) => ({ informedOn: dayOf(now) }),
    },
    addParties: {
      label: label('补充当事人', 'Add parties'),
      from: [...untilAgreed],
      ...byHandlers,
      needs: ['parties'],
      appends: ['parties'],
    },
    investigate: {
      label: label('记录调查', 'Record an inquiry'),
      from: ['informed', 'investigating'],
      to: 'investigating',
      ...byHandlers,
      needs: ['investigations'],
      appends: ['investigations'],
    },
    mediate: {
      label: label('记录调解', 'Record a session'),
      from: ['informed', 'investigating', 'mediating', 'held'],
      to: 'mediating',
      ...byHandlers,
      needs: ['sessions'],
      appends: ['sessions'],
      // Each side takes part of its own will, so both must be known.
      guard: (d) => hasTwoSides(d) || 'partiesMissing',
    },
    agree: {
      label: label('达成书面协议', 'Agree in writing'),
      from: ['mediating'],
      to: 'agreed',
      ...byHandlers,
      // Art 29: main facts, matters in dispute, responsibility; the agreement; way and period of performance.
      needs: ['mainFacts', 'disputed', 'responsibility', 'terms', 'obligations', 'copies'],
      sets: () => ({ form: 'written' as const }),
      guard: (d) => {
        if (!saysWhen(d)) return 'periodMissing'
        return (d.copies ?? 0) > (d.parties?.length ?? 0) || 'copiesTooFew'
      },
      tells: true,
    },
    agreeOrally: {
      label: label('达成口头协议', 'Agree orally'),
      from: ['mediating'],
      to: 'performing',
      ...byHandlers,
      // Art 28: an oral agreement is recorded. Its clocks count from the day it is reached.
      needs: ['oralRecord', 'disputed', 'terms', 'obligations'],
      sets: (_, now) => ({ form: 'oral' as const, effectiveAt: now.toISOString(), effectiveOn: dayOf(now) }),
      opens: agreementTasks,
      guard: (d) => {
        if (d.isJoint) return 'jointInWriting'
        return saysWhen(d) || 'periodMissing'
      },
      tells: true,
    },
    seal: {
      label: label('调委会盖章', "Put the committee's seal"),
      from: ['agreed'],
      ...byHandlers,
      sets: (_, now) => ({ leadSealedOn: dayOf(now) }),
      guard: (d) => d.leadSealedOn === undefined || 'sealedAlready',
    },
    sealAcross: {
      label: label('邻县调委会盖章', "Put the neighbour's seal"),
      from: ['agreed'],
      by: ['mediator'],
      reach: 'neighbour',
      sets: (_, now) => ({ otherSealedOn: dayOf(now) }),
      guard: (d) => d.otherSealedOn === undefined || 'sealedAlready',
    },
    takeEffect: {
      label: label('协议生效', 'Put it into effect'),
      from: ['agreed'],
      to: 'performing',
      ...byHandlers,
      asks: ['effectiveAt', 'signedCopies'],
      // Art 29: in effect from the parties' and the mediator's signatures and the committee's seal; of both, across a border.
      guard: (d, now) => {
        if (!hasBothSeals(d)) return 'sealMissing'
        return new Date(d.effectiveAt ?? now) <= now || 'notYet'
      },
      sets: (d, now) => {
        const effectiveAt = d.effectiveAt ?? now.toISOString()
        return { effectiveAt, effectiveOn: dayOf(new Date(effectiveAt)) }
      },
      opens: agreementTasks,
      tells: true,
    },
    rework: {
      label: label('协议未签成，继续调解', 'Not signed: mediate on'),
      from: ['agreed'],
      to: 'mediating',
      ...byHandlers,
      needs: ['reason'],
      clears: ['leadSealedOn', 'otherSealedOn', 'form'],
    },
    flagSafety: {
      label: label('更新安全提示', 'Say how heated it is'),
      from: [...untilAgreed, 'handedOver', 'agreed', 'performing'],
      by: ['mediator', 'department', 'gridWorker', 'townshipCentre', 'countyCentre'],
      needs: ['safety'],
      asks: ['persons', 'amount'],
    },
    hold: {
      label: label('转入稳控', 'Hold it calm'),
      from: ['investigating', 'mediating'],
      to: 'held',
      ...byHandlers,
      needs: ['measures'],
    },
    nameLeader: {
      label: label('领导包案', 'Name a case leader'),
      from: [...untilAgreed, 'handedOver', 'agreed', 'performing'],
      by: ['townshipCentre', 'countyCentre'],
      needs: ['leader'],
    },
    handOver: {
      label: label('移交（三调衔接）', 'Hand over'),
      from: ['accepted', 'informed', 'investigating', 'mediating', 'held'],
      to: 'handedOver',
      ...byHandlers,
      needs: ['track', 'receiver', 'handOverNote'],
      unit: 'receiver',
      sets: (d, now) => ({
        handOvers: [
          ...(d.handOvers ?? []),
          { on: dayOf(now), track: d.track ?? 'people', note: d.handOverNote ?? '' },
        ].slice(-10),
      }),
      tells: true,
    },
    takeOver: {
      label: label('接收', 'Take it over'),
      from: ['handedOver'],
      to: 'mediating',
      by: ['department'],
      reach: 'unit',
      takes: true,
      tells: true,
    },
    handBack: {
      label: label('退回', 'Hand back'),
      from: ['handedOver'],
      to: 'mediating',
      by: ['department'],
      reach: 'unit',
      needs: ['reason'],
      unit: null,
    },
    perform: {
      label: label('全部履行完毕', 'All is performed'),
      from: ['performing'],
      to: 'followingUp',
      ...byHandlers,
      // Art 31: the committee supervises performance; standing obligations go on being looked at.
      guard: (_, __, ___, tasks) =>
        leftOf(tasks, 'mediation.obligation').every((t) => t.state === 'standing') || 'notPerformed',
    },
    agreeToClose: {
      label: label('邻县同意结案', 'Agree to close, for the neighbour'),
      from: ['followingUp'],
      by: ['mediator'],
      reach: 'neighbour',
      sets: (_, now) => ({ otherClosedOn: dayOf(now) }),
    },
    close: {
      label: label('结案', 'Close'),
      from: ['followingUp'],
      to: 'closed',
      ...byHandlers,
      // Rule art 39: the committee revisits.
      guard: (d, _, __, tasks) => {
        if (leftOf(tasks, 'mediation.revisit').length > 0) return 'revisitsLeft'
        if (leftOf(tasks, 'mediation.confirmation').length > 0) return 'confirmationOpen'
        return !d.isJoint || d.otherClosedOn !== undefined || 'neighbourToAgree'
      },
      tells: true,
    },
    archive: {
      label: label('归档', 'Archive'),
      from: ['closed'],
      to: 'archived',
      by: ['mediator', 'department', 'countyCentre'],
    },
    fail: {
      label: label('调解不成', 'Mediation failed'),
      from: ['mediating', 'held'],
      to: 'failed',
      ...byHandlers,
      // Rule art 37: told where else they can go; calmed first where it may escalate.
      needs: ['reason', 'referTo'],
      asks: ['measures'],
      guard: (d) => d.safety === 'calm' || (d.measures ?? '') !== '' || 'measuresMissing',
      tells: true,
    },
    breakDown: {
      label: label('协议未履行，引导诉讼', 'Not performed: refer to the court'),
      from: ['performing', 'followingUp'],
      to: 'failed',
      ...byHandlers,
      // Art 32: a dispute about the agreement goes to court.
      needs: ['reason', 'referTo'],
      tells: true,
    },
    archiveFailed: {
      label: label('归档', 'Archive'),
      from: ['failed'],
      to: 'archivedFailed',
      by: ['mediator', 'department', 'countyCentre'],
    },
    // Whoever does not want mediation is not mediated.
    decline: {
      label: label('拒绝调解', 'Decline mediation'),
      from: [...untilAgreed],
      to: 'declined',
      by: ['party', 'mediator', 'department'],
      reach: 'part',
      needs: ['reason'],
      tells: true,
    },
    withdraw: {
      label: label('撤回申请', 'Withdraw'),
      from: [...untilAgreed],
      to: 'withdrawn',
      by: ['party', 'mediator', 'department'],
      reach: 'part',
      needs: ['reason'],
      tells: true,
    },
    reopen: {
      label: label('重新调解', 'Mediate again'),
      from: ['closed', 'archived', 'failed', 'archivedFailed', 'declined', 'withdrawn', 'refused'],
      to: 'registered',
      by: ['mediator', 'countyCentre'],
      needs: ['reason'],
      clears: [
        'acceptedOn',
        'informedOn',
        'form',
        'leadSealedOn',
        'otherSealedOn',
        'effectiveAt',
        'effectiveOn',
        'otherClosedOn',
      ],
      reopens: true,
    },
  },

  reasons: refusals,

  routing: committees,
  retention: [],
  counts: [
    { id: 'by-scale', label: label('按规模', 'By scale'), by: 'scale' },
    { id: 'by-level', label: label('按等级', 'By level'), by: 'level' },
    { id: 'by-form', label: label('按协议形式', 'By form of the agreement'), by: 'form' },
    { id: 'by-source', label: label('按来源', 'By source'), by: 'source' },
    { id: 'by-track', label: label('按调解方式', 'By procedure'), by: 'track' },
  ],
})
