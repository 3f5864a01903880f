// What a visitor sends to book ahead, and what keeps it from being taken: read by the server and by the portal's form.
import { dayAfter } from '../../contract/calendar.ts'
import { type Label, label } from '../../contract/label.ts'

/** How many days from today a visit may be booked ahead. */
export const bookedAheadDays = 30

/** A booking as a visitor writes it. */
export interface Booking {
  office: string
  /** `YYYY-MM-DD`. */
  day: string
  /** `HH:MM`; left out when the visitor does not know. */
  expected?: string
  purpose: string
  visitor: { name?: string; phone?: string }
}

type BookingField = 'office' | 'day' | 'purpose' | 'visitor.name' | 'visitor.phone'

// 18 characters of GB 11643, or the 15 of the old numbers: nobody needs one at the gate, and none is kept.
const identityNumber = /(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)/
const noIdentityNumber = label('请不要写身份证号', 'No identity number, please')

/** Why a booking is not taken on `today`, by field; empty when it is. */
export function bookingFaults(of: Booking, today: string): Partial<Record<BookingField, Label>> {
  const faults: Partial<Record<BookingField, Label>> = {}
  if (of.day < today) faults.day = label('这一天已经过去，请另选日期', 'This day is past; choose another')
  if (of.day > dayAfter(today, bookedAheadDays))
    faults.day = label(
      `最多提前 ${bookedAheadDays} 天预约，请选近一些的日期`,
      `Visits are booked at most ${bookedAheadDays} days ahead; choose an earlier day`,
    )
  if (!of.visitor.name) faults['visitor.name'] = label('请写来访人姓名', 'Say who comes')
  if (!of.visitor.phone) faults['visitor.phone'] = label('请写联系电话', 'Give a telephone number')
  const texts = { office: of.office, purpose: of.purpose, 'visitor.name': of.visitor.name ?? '' }
  for (const [field, text] of Object.entries(texts))
    if (identityNumber.test(text)) faults[field as BookingField] = noIdentityNumber
  return faults
}
