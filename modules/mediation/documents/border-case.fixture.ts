// A dispute across a county border from report to file, and smaller cases: what the tests of documents write from.
import type { Mark } from '../../../core/documents/document.ts'
import type { CaseFile, DisputeData, StoryStep } from './case-file.ts'

const at = (text: string): Date => new Date(`${text}+08:00`)

const letters = {
  rights:
    '（一）调解自愿、平等，不收取任何费用。\n（二）可以接受、拒绝或者要求终止调解。\n（三）应当如实陈述纠纷事实，遵守调解秩序。',
  referral: '请在法律规定的期限内提出；本会可以协助准备材料。',
  promise:
    '申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律；如因该协议内容给他人造成损害，愿意承担相应责任。',
  keeping: '按本县档案规定',
}

const data: DisputeData = {
  cause: 'land',
  account: '修建油茶基地便道占用村民组林地，两组村民要求停工并恢复原状，约40人聚集，情绪平稳。',
  place: { lng: 109.1, lat: 27.1 },
  otherSide: 22,
  parties: [
    { name: '街上村某村民组', side: 'first', reach: { name: '组长', phone: '13800000001' } },
    { name: '阳寨村某村民组', side: 'second', reach: { name: '组长', phone: '13800000002' } },
  ],
  persons: 40,
  amount: 36_000,
  safety: 'calm',
  source: 'patrol',
  scale: '02',
  level: '03',
  track: 'people',
  leader: '镇党委副书记',
  acceptedOn: '2021-09-07',
  informedOn: '2021-09-07',
  informedHow: 'written',
  investigations: [
    {
      at: '2021-09-13T01:30:00.000Z',
      place: '便道现场',
      asked: '两组村民代表、项目负责人',
      found: '便道长约420米，占用林地约3.2亩，沿线无永久建筑。\n双方对林地界线无争议。',
      photos: ['p1', 'p2', 'p3', 'p4'],
    },
  ],
  sessions: [
    {
      at: '2021-10-11T02:00:00.000Z',
      place: '街上村村部',
      present: '双方代表各5人、两村调解员',
      said: '双方陈述意见，对恢复原状的时间存在分歧。',
    },
    {
      at: '2021-10-18T07:00:00.000Z',
      place: '阳寨村村部',
      present: '双方代表各5人、两村调解员',
      said: '双方同意项目完工后恢复原状，两村村民优先参加基地务工。',
    },
  ],
  form: 'written',
  mainFacts: '2021年9月，油茶基地项目修建便道，占用街上村村民组林地约3.2亩。',
  disputed: '便道占地是否恢复原状、何时恢复；基地用工是否优先安排两村村民。',
  responsibility: '项目方未事先征得村民组同意，负恢复责任；双方应当保持施工秩序。',
  terms: '（一）项目完工后将便道占地恢复原状。\n（二）基地用工同等条件下优先安排两村村民。',
  obligations: [
    { what: '恢复便道占地原状', side: 'second', way: '机械回填、复绿', afterEvent: '项目完工', afterDays: 30 },
    { what: '优先安排两村村民务工', side: 'second', way: '用工名单张榜公布', everyMonths: 6 },
  ],
  copies: 4,
  leadSealedOn: '2021-10-18',
  otherSealedOn: '2021-10-18',
  effectiveAt: '2021-10-18T09:40:00.000Z',
  effectiveOn: '2021-10-18',
  otherClosedOn: '2022-04-20',
  isJoint: true,
}

const story: StoryStep[] = [
  ['2021-09-06T09:20', 'opened'],
  ['2021-09-07T08:40', 'accept'],
  ['2021-09-07T10:00', 'inform'],
  ['2021-09-13T12:00', 'investigate'],
  ['2021-10-11T12:10', 'mediate'],
  ['2021-10-18T16:30', 'mediate'],
  ['2021-10-18T17:00', 'agree'],
  ['2021-10-18T17:20', 'seal'],
  ['2021-10-18T17:30', 'sealAcross'],
  ['2021-10-18T17:40', 'takeEffect'],
  ['2022-04-18T10:00', 'perform'],
  ['2022-04-20T10:00', 'close'],
].map(([day, did]) => ({ at: at(`${day}:00`), did: did as string, by: '凉伞镇街上村　人民调解员' }))

const visit = (after: 'week' | 'month' | 'quarter', day: string) => ({
  state: 'visited',
  endedAt: at(`${day}T10:00:00`),
  data: {
    after,
    countedFrom: '2021-10-18',
    visitedHow: 'visit' as const,
    outcome: 'kept' as const,
    note: '双方均按协议履行，无新的争议。',
  },
})

/** Closed, performed, followed up; nobody signed on a screen. */
export const borderCase = (): CaseFile => ({
  no: '431227-2021-000181',
  state: 'closed',
  openedAt: at('2021-09-06T09:20:00'),
  endedAt: at('2022-04-20T10:00:00'),
  place: '新晃侗族自治县凉伞镇街上村',
  cause: '土地及资源权属',
  lead: '新晃侗族自治县凉伞镇街上村人民调解委员会',
  other: '天柱县坪地镇阳寨村人民调解委员会',
  receiver: null,
  data: structuredClone(data),
  obligations: [
    {
      state: 'kept',
      endedAt: at('2022-04-18T09:00:00'),
      data: {
        ...data.obligations?.[0],
        happenedOn: '2022-03-20',
        dueOn: '2022-04-19',
        note: '已回填复绿，双方现场验收。',
        evidence: ['e1', 'e2'],
      },
    },
    {
      state: 'standing',
      endedAt: null,
      data: {
        ...data.obligations?.[1],
        dueOn: '2022-10-18',
        reviews: [{ on: '2022-04-18', kept: 'yes', note: '公布用工名单两期，两村村民占八成。' }],
      },
    },
  ],
  revisits: [visit('week', '2021-10-25'), visit('month', '2021-11-17'), visit('quarter', '2022-01-18')],
  confirmation: {
    state: 'confirmed',
    endedAt: at('2021-11-30T10:00:00'),
    data: { countedFrom: '2021-10-18', court: '某县人民法院', appliedOn: '2021-11-10', reference: '某民特字第1号' },
  },
  story,
  signatures: [],
  letters,
})

/** The same case within one county, as it stood in a state. */
export function caseIn(state: string, change: Partial<DisputeData> = {}): CaseFile {
  const whole = borderCase()
  return {
    ...whole,
    state,
    other: null,
    endedAt: null,
    obligations: [],
    revisits: [],
    confirmation: null,
    data: { cause: 'land', account: data.account ?? '', parties: data.parties ?? [], safety: 'calm', ...change },
  }
}

export const mark: Mark = {
  sort: 'png',
  content: Buffer.from('89504e470d0a1a0a', 'hex'),
  width: 300,
  height: 120,
  note: '手写',
}
