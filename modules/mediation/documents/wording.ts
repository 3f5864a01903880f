// How days, parties, periods and offices are written in documents.
import { dayOf } from '../../../contract/calendar.ts'
import { sides, tracks } from '../choices.fields.ts'
import type { CaseFile, DisputeData, PartyOfDispute } from './case-file.ts'

export type Side = keyof typeof sides

/** `2021年10月18日`; nothing for no day. */
export function dayWords(day: string | undefined | null): string {
  const [year, month, date] = (day ?? '').split('-').map(Number)
  return year && month && date ? `${year}年${month}月${date}日` : ''
}

const timeOf = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)

/** `2021年10月18日17时40分`; nothing for no moment. */
export function momentWords(moment: string | undefined): string {
  const at = new Date(moment ?? '')
  if (Number.isNaN(at.getTime())) return ''
  const [hours, minutes] = timeOf(at).split(':')
  return `${dayWords(dayOf(at))}${hours}时${minutes}分`
}

/** The parties of one side with their seats in the list, which their signatures and codes go by. */
export const partiesOf = (file: CaseFile, side: Side): (PartyOfDispute & { seat: number })[] =>
  (file.data.parties ?? []).map((party, seat) => ({ ...party, seat })).filter((party) => party.side === side)

/** `甲户、乙户`. */
export const namesOfSide = (file: CaseFile, side: Side): string =>
  partiesOf(file, side)
    .map((party) => party.name)
    .join('、')

/** Both sides, a row each. */
export const sideRows = (file: CaseFile): [string, string][] =>
  (Object.keys(sides) as Side[]).map((side) => [`${sides[side].zh}当事人`, namesOfSide(file, side)])

/** By when something is performed (art 29). */
export function periodWords(o: NonNullable<DisputeData['obligations']>[number]): string {
  const after = o.afterEvent === undefined ? '' : `${o.afterEvent}后${o.afterDays ? `${o.afterDays}日内` : ''}`
  const standing = o.everyMonths === undefined ? '' : `长期履行，每${o.everyMonths}个月核查一次`
  // What stands is looked at again and again: its day is only the next look.
  const day = o.dueOn === undefined || standing !== '' ? '' : `${dayWords(o.dueOn)}前`
  return [day, after, standing].filter((words) => words !== '').join('；')
}

/** What the procedure and those who run it are called: the law's words belong to people's mediation only. */
export function procedureWords(file: CaseFile): { name: string; mediator: string; body: string } {
  const track = file.data.track ?? 'people'
  return track === 'people'
    ? { name: '人民调解', mediator: '人民调解员', body: '人民调解委员会' }
    : { name: tracks[track].zh, mediator: '调解人员', body: '调解单位' }
}

/** The offices that seal: both across a county border. */
export const sealsOf = (file: CaseFile): string[] => [file.lead, ...(file.other === null ? [] : [file.other])]

/** The offices above the title, one below the other. */
export const officeOf = (file: CaseFile): string => sealsOf(file).join('\n')

/** A day for the seal; room to write it where there is none yet. */
export const sealDay = (day: string | undefined | null): string => dayWords(day) || '　　　　年　　月　　日'
