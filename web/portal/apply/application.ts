// An application for mediation as it is being written: kept on the phone until the server has it, then gone.
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { type Label, label } from '../../../contract/label.ts'
import { readJson, writeText } from '../storage.ts'

export interface Application {
  /** The id the case will have, and the name of the request: sent twice, it stays one. */
  id: string
  key: string
  cause: string
  account: string
  name: string
  phone: string
  other: string
  /** A division's id as a select holds it; empty when the applicant is not sure. */
  division: string
}

export type ApplicationField = 'cause' | 'account' | 'name' | 'phone' | 'other'

export const longest = { account: 5000, name: 60, phone: 20 }

export const newApplication = (): Application => ({
  ...{ id: uuidv7(), key: uuidv4() },
  ...{ cause: '', account: '', name: '', phone: '', other: '', division: '' },
})

const storeKey = 'lianfang.portal.application'

/** What was being written on this phone, or a new one. */
export function keptApplication(): Application {
  const fresh = newApplication()
  const held = readJson(storeKey)
  const isOne = typeof held === 'object' && held !== null
  const fits = isOne && Object.keys(fresh).every((name) => typeof (held as Record<string, unknown>)[name] === 'string')
  return fits ? (held as Application) : fresh
}

/** Null forgets it. False when the phone would not keep it. */
export const keepApplication = (application: Application | null): boolean =>
  writeText(storeKey, application && JSON.stringify(application))

const phonePattern = /^[0-9+][0-9 -]{4,19}$/

/** What still keeps it from being sent, by the field. */
export function gapsOf({ cause, account, name, phone, other }: Application): Partial<Record<ApplicationField, Label>> {
  const gaps: Partial<Record<ApplicationField, Label>> = {}
  if (cause === '') gaps.cause = label('请选是哪一类纠纷', 'Choose what the dispute is about')
  if (account.trim() === '') gaps.account = label('请写一写是怎么回事', 'Say what it is about')
  if (name.trim() === '') gaps.name = label('请写怎么称呼您', 'Say what to call you')
  if (phone.trim() !== '' && !phonePattern.test(phone.trim()))
    gaps.phone = label(
      '电话只能有数字、空格和横线，例如 0745-6222110',
      'A phone number has digits, spaces and dashes only',
    )
  if (other.trim() === '') gaps.other = label('请写对方是谁', 'Say who the other side is')
  return gaps
}

/** The request body: the applicant is the first party. */
export function bodyOf(of: Application): string {
  const phone = of.phone.trim()
  const own = { name: of.name.trim(), side: 'first', ...(phone === '' ? {} : { reach: { phone } }) }
  const parties = [own, { name: of.other.trim(), side: 'second' }]
  const data = { cause: of.cause, account: of.account.trim(), parties }
  return JSON.stringify({ id: of.id, ...(of.division === '' ? {} : { divisionId: Number(of.division) }), data })
}
