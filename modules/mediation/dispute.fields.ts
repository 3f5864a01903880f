// What is written down of a dispute. The story is sealed: its own mediators, the parties and the county's centre read it;
// others see cause, state and how heated it is. No field takes a fee (People's Mediation Law art 4) or an identity number.
import {
  category,
  choice,
  contact,
  date,
  divisionRef,
  files,
  integer,
  listOf,
  moment,
  optional,
  paragraph,
  point,
  record,
  text,
  unitRef,
  yes,
} from '../../contract/fields.ts'
import { label } from '../../contract/label.ts'
import { forms, levels, remedies, safety, scales, sides, sources, tracks } from './choices.fields.ts'

const sealed = 'sealed' as const

const party = record(
  {
    name: text({
      label: label('称呼', 'Name'),
      hint: label('个人、家庭、小组或单位；不填证件号码', 'A person, household, group or firm; no identity number'),
      max: 60,
    }),
    side: choice(sides, { label: label('哪一方', 'Which side') }),
    reach: optional(contact({ label: label('联系方式', 'How to reach them') })),
  },
  { label: label('当事人', 'Party'), privacy: sealed },
)

const investigation = record(
  {
    at: moment({ label: label('调查时间', 'When') }),
    place: text({ label: label('调查地点', 'Where'), max: 120 }),
    asked: text({ label: label('被调查人', 'Who was asked'), max: 200 }),
    found: paragraph({ label: label('调查内容', 'What was found'), max: 5000 }),
    photos: optional(files({ label: label('照片', 'Photos'), max: 6 })),
  },
  { label: label('一次调查', 'One inquiry'), privacy: sealed },
)

/** Art 27: the mediator keeps a record of every session. */
const session = record(
  {
    at: moment({ label: label('调解时间', 'When') }),
    place: text({ label: label('调解地点', 'Where'), max: 120 }),
    present: text({ label: label('到场人员', 'Who was present'), max: 300 }),
    said: paragraph({ label: label('调解记录', 'Record'), max: 10_000 }),
    voice: optional(files({ label: label('录音', 'Voice notes'), max: 3 })),
    signed: optional(files({ label: label('签字页', 'Signed page'), max: 6 })),
  },
  { label: label('一次调解', 'One session'), privacy: sealed },
)

/** Art 29: the way and the period of performance. One of the three ways to say when must be filled. */
const agreed = record(
  {
    what: paragraph({ label: label('履行内容', 'What is to be done'), max: 500 }),
    side: choice(sides, { label: label('由哪一方履行', 'By which side') }),
    way: text({ label: label('履行方式', 'How'), max: 200 }),
    dueOn: optional(date({ label: label('履行期限', 'By when') })),
    afterEvent: optional(
      text({
        label: label('待什么之后', 'After what'),
        hint: label('例如：项目完工', 'For example: the works are finished'),
        max: 100,
      }),
    ),
    afterDays: optional(integer({ label: label('之后几天内', 'Within how many days of it'), min: 0, max: 3650 })),
    everyMonths: optional(
      integer({ label: label('长期履行，每几个月核查', 'Standing; looked at every how many months'), min: 1, max: 60 }),
    ),
  },
  { label: label('一项义务', 'One obligation'), privacy: sealed },
)

const handOver = record(
  {
    on: date({ label: label('移交日期', 'Handed over on') }),
    track: choice(tracks, { label: label('转为', 'To') }),
    note: paragraph({ label: label('移交说明', 'Note'), max: 2000 }),
  },
  { label: label('一次移交', 'One hand-over'), privacy: sealed },
)

const intake = {
  cause: category('mediation.causes', { label: label('纠纷类型', 'Cause'), indexed: true }),
  account: paragraph({
    label: label('纠纷简要情况', 'What the dispute is about'),
    hint: label(
      '只有本案调解员、当事人和县综治中心能看到',
      "Only the case's mediators, the parties and the county centre read it",
    ),
    max: 5000,
    privacy: sealed,
  }),
  place: optional(point({ label: label('发生地', 'Where it is') })),
  otherSide: optional(
    divisionRef({
      anywhere: true,
      label: label('另一方所在的邻县村（乡镇）', 'The other side’s village or township, in a neighbouring county'),
      hint: label(
        '跨县纠纷才填：发生地一方牵头，邻县一方共同调解',
        'Only across a county border: the place of the dispute leads, the neighbour takes part',
      ),
    }),
  ),
  parties: optional(listOf(party, { label: label('当事人', 'Parties'), max: 40, privacy: sealed })),
  persons: optional(integer({ label: label('涉及人数', 'Persons involved'), min: 2, max: 100_000 })),
  amount: optional(integer({ label: label('涉及金额（元）', 'Amount at stake (yuan)'), min: 0, max: 1_000_000_000 })),
  safety: choice(safety, { label: label('安全提示', 'How heated it is'), indexed: true }),
  source: optional(choice(sources, { label: label('来源', 'Source'), indexed: true })),
  photos: optional(files({ label: label('照片', 'Photos'), max: 6, privacy: sealed })),
}

const handling = {
  scale: choice(scales, { label: label('规模', 'Scale'), indexed: true }),
  level: choice(levels, { label: label('等级', 'Level'), indexed: true }),
  track: choice(tracks, { label: label('调解方式', 'Procedure'), indexed: true }),
  leader: text({
    label: label('包案领导', 'Case leader'),
    hint: label('写职务，例如：镇党委副书记', 'The office, for example: deputy secretary of the township'),
    max: 60,
  }),
  acceptedOn: date({ label: label('受理日期', 'Accepted on') }),
  informedOn: date({ label: label('告知日期', 'Informed on') }),
  informedHow: choice(
    { spoken: label('口头', 'By word'), written: label('书面', 'In writing') },
    { label: label('告知方式', 'How they were informed') },
  ),
  investigations: listOf(investigation, { label: label('调查记录', 'Inquiries'), max: 30, privacy: sealed }),
  sessions: listOf(session, { label: label('调解记录', 'Sessions'), max: 30, privacy: sealed }),
  measures: paragraph({ label: label('稳控（疏导）措施', 'What is done to keep it calm'), max: 2000, privacy: sealed }),
  receiver: unitRef({ label: label('接收单位', 'Receiving unit') }),
  handOverNote: paragraph({ label: label('移交说明', 'Note for who takes over'), max: 2000, privacy: sealed }),
  handOvers: listOf(handOver, { label: label('移交记录', 'Hand-overs'), max: 10, privacy: sealed }),
  reason: paragraph({ label: label('理由', 'Reason'), max: 1000, privacy: sealed }),
  referTo: choice(remedies, { label: label('引导途径', 'Referred to') }),
}

const agreement = {
  form: choice(forms, { label: label('协议形式', 'Form'), indexed: true }),
  mainFacts: paragraph({ label: label('主要事实', 'Main facts'), max: 5000, privacy: sealed }),
  disputed: paragraph({ label: label('争议事项', 'What was in dispute'), max: 3000, privacy: sealed }),
  responsibility: paragraph({ label: label('各方责任', 'Responsibility of each side'), max: 3000, privacy: sealed }),
  terms: paragraph({ label: label('协议内容', 'What was agreed'), max: 5000, privacy: sealed }),
  obligations: listOf(agreed, {
    label: label('履行方式和期限', 'How and by when it is performed'),
    min: 1,
    max: 20,
    privacy: sealed,
  }),
  copies: integer({
    label: label('协议份数', 'Copies'),
    hint: label('当事人各一份，调委会留存一份', 'One for each party and one for the committee'),
    min: 2,
    max: 60,
  }),
  oralRecord: paragraph({
    label: label('口头协议登记', 'Record of the oral agreement'),
    hint: label('何时何地、谁在场、如何达成', 'When and where, who was present, how it was reached'),
    max: 2000,
    privacy: sealed,
  }),
  leadSealedOn: date({ label: label('牵头调委会盖章日期', 'Sealed by the leading committee on') }),
  otherSealedOn: date({ label: label('邻县调委会盖章日期', "Sealed by the neighbour's committee on") }),
  effectiveAt: moment({ label: label('协议生效时间', 'In effect from') }),
  effectiveOn: date({ label: label('协议生效日期', 'In effect since the day') }),
  signedCopies: optional(files({ label: label('签字盖章件', 'Signed copies'), max: 9, privacy: sealed })),
  otherClosedOn: date({ label: label('邻县同意结案日期', 'The neighbour agreed to close on') }),
  isJoint: optional(yes({ label: label('跨县联调', 'Across a county border') })),
}

/** Every field of a dispute. */
export const disputeFields = { ...intake, ...handling, ...agreement }
