// The fixed choices that disputes and their tasks share, with the codes that practice uses (domain.md §2.3).
import { label } from '../../contract/label.ts'

/** Which side of the dispute. */
export const sides = {
  first: label('甲方', 'First side'),
  second: label('乙方', 'Second side'),
} as const

/** 规模 01–03. */
export const scales = {
  '01': label('个体性', 'Individual'),
  '02': label('一般群体性', 'Of a group'),
  '03': label('重大群体性', 'Of a large group'),
} as const

/** 等级 01–04. */
export const levels = {
  '01': label('特别重大', 'Extremely serious'),
  '02': label('重大', 'Serious'),
  '03': label('较大', 'Considerable'),
  '04': label('一般', 'Ordinary'),
} as const

/** How heated the case is: of the case, never of a person. Stations and departments see this, not the story. */
export const safety = {
  calm: label('平和', 'Calm'),
  tense: label('有对立情绪', 'Tense'),
  threat: label('有人扬言或动手', 'Threats or blows'),
} as const

export const sources = {
  patrol: label('网格员巡查', 'Found by a grid worker'),
  resident: label('居民上报', 'Told by a resident'),
  applied: label('当事人申请', 'Applied for by a party'),
  offered: label('调委会主动调解', 'Offered by the committee'),
  round: label('排查发现', 'Found in a discovery round'),
  hotline: label('12345转办', 'From the 12345 line'),
  superior: label('上级交办', 'Given from above'),
  report: label('群众事项转入', 'Made from a report'),
} as const

/** 三调: whose procedure the case is in. */
export const tracks = {
  people: label('人民调解', "People's mediation"),
  administrative: label('行政调解', 'Administrative mediation'),
  judicial: label('司法调解', 'Judicial mediation'),
} as const

export const forms = { written: label('书面协议', 'Written'), oral: label('口头协议', 'Oral') } as const

/** Where a case is referred to when mediation fails or the agreement is broken. */
export const remedies = {
  court: label('人民法院', 'The court'),
  arbitration: label('仲裁机构', 'Arbitration'),
  authority: label('主管部门', 'The authority in charge'),
} as const
