// A visit as it is being booked: kept until the page is closed, so that a reload loses nothing and sends nothing twice.
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { type Label, label } from '../../../contract/label.ts'
import { type Booking, bookingFaults } from '../../../modules/schools/booking.fields.ts'
import { readJson, writeText } from '../storage.ts'

/** Text inputs as they stand; empty when nothing was typed. */
export interface Written {
  /** The id the visit will have, and the name of the request: sent twice, it stays one. */
  id: string
  key: string
  office: string
  day: string
  expected: string
  purpose: string
  name: string
  phone: string
}

export type WrittenField = Exclude<keyof Written, 'id' | 'key'>

export const longest = { office: 60, purpose: 200, name: 60, phone: 20 }

export const newVisit = (): Written => ({
  ...{ id: uuidv7(), key: uuidv4() },
  ...{ office: '', day: '', expected: '', purpose: '', name: '', phone: '' },
})

const storeKey = (school: string): string => `lianfang.portal.visit.${school}`

/** What was being written for this school, or a new one. */
export function keptVisit(school: string): Written {
  const fresh = newVisit()
  const held = readJson(storeKey(school), 'tab')
  const isOne = typeof held === 'object' && held !== null
  const fits = isOne && Object.keys(fresh).every((name) => typeof (held as Record<string, unknown>)[name] === 'string')
  return fits ? (held as Written) : fresh
}

/** Null forgets it. */
export const keepVisit = (school: string, written: Written | null): boolean =>
  writeText(storeKey(school), written && JSON.stringify(written), 'tab')

function bookingOf({ office, day, expected, purpose, name, phone }: Written): Booking {
  const visitor = {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  }
  return { office: office.trim(), day, ...(expected === '' ? {} : { expected }), purpose: purpose.trim(), visitor }
}

const phonePattern = /^[0-9+][0-9 -]{4,19}$/

/** What still keeps it from being sent, by the field. */
export function gapsOf(written: Written, today: string): Partial<Record<WrittenField, Label>> {
  const booking = bookingOf(written)
  const gaps: Partial<Record<WrittenField, Label>> = {}
  for (const [field, says] of Object.entries(bookingFaults(booking, today)))
    gaps[field.replace('visitor.', '') as WrittenField] = says
  if (booking.office === '') gaps.office = label('请写到哪个处室或年级', 'Say which office or form you visit')
  if (written.day === '') gaps.day = label('请选来访日期', 'Choose the day')
  if (booking.purpose === '') gaps.purpose = label('请写来做什么', 'Say what you come for')
  if (booking.visitor.phone !== undefined && !phonePattern.test(booking.visitor.phone))
    gaps.phone = label(
      '电话只能有数字、空格和横线，例如 0745-6222110',
      'A phone number has digits, spaces and dashes only',
    )
  return gaps
}

/** The request body. */
export const bodyOf = (school: string, written: Written): string =>
  JSON.stringify({ school, id: written.id, data: bookingOf(written) })
