// Spans and working days against a plain calendar of weekdays.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar, Span } from './calendar.ts'
import {
  addSpan,
  dayAfter,
  dayOf,
  instantOf,
  readSpan,
  workingDayFrom,
  workingDaysBetween,
  workingTimeBetween,
} from './calendar.ts'

const weekdays: Calendar = { isWorkingDay: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) }
const at = (local: string) => new Date(`${local}+08:00`)
const instants = fc.date({ min: at('2024-01-01T00:00:00'), max: at('2030-01-01T00:00:00'), noInvalidDate: true })

describe('days', () => {
  it('turn at midnight in Shanghai, wherever the server stands', () => {
    expect(dayOf(new Date('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22')
    expect(dayOf(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
    expect(instantOf('2026-11-23', 510)).toEqual(at('2026-11-23T08:30:00'))
    expect(instantOf('2026-11-23', 1440)).toEqual(instantOf('2026-11-24'))
    expect(dayAfter('2026-12-31')).toBe('2027-01-01')
    expect(dayAfter('2028-03-01', -1)).toBe('2028-02-29')
  })

  it('are found even at the end of a long holiday, and a calendar without any is refused', () => {
    expect(workingDayFrom('2026-11-21', weekdays)).toBe('2026-11-23')
    expect(() => workingDayFrom('2026-11-21', { isWorkingDay: () => false })).toThrow(/no working day/)
  })
})

describe('addSpan', () => {
  it.each<[string, Span, string]>([
    ['2026-11-23T10:00:00', '4h', '2026-11-23T14:00:00'],
    ['2026-11-27T22:00:00', '4h', '2026-11-28T02:00:00'],
    ['2026-11-23T10:00:00', '0wd', '2026-11-23T17:30:00'],
    ['2026-11-23T20:00:00', '0wd', '2026-11-24T17:30:00'],
    ['2026-11-21T10:00:00', '0wd', '2026-11-23T17:30:00'],
    ['2026-11-23T00:00:00', '3wd', '2026-11-26T17:30:00'],
    ['2026-11-23T23:59:59', '3wd', '2026-11-26T17:30:00'],
    ['2026-11-26T10:00:00', '3wd', '2026-12-01T17:30:00'],
    ['2026-11-21T10:00:00', '1wd', '2026-11-23T17:30:00'],
    ['2026-11-23T10:00:00', '30d', '2026-12-23T17:30:00'],
    ['2026-11-23T10:00:00', '5d', '2026-11-30T17:30:00'],
    ['2026-11-23T17:30:00', '0d', '2026-11-24T17:30:00'],
  ])('%s and %s end at %s', (from, span, end) => {
    expect(addSpan(at(from), span, weekdays)).toEqual(at(end))
  })

  it('never ends before it starts, and a longer span never ends earlier', () => {
    fc.assert(
      fc.property(instants, fc.nat(200), fc.constantFrom('h', 'd', 'wd'), (from, count, unit) => {
        const shorter = addSpan(from, `${count}${unit}` as Span, weekdays)
        const longer = addSpan(from, `${count + 1}${unit}` as Span, weekdays)
        expect(shorter.getTime()).toBeGreaterThanOrEqual(from.getTime())
        expect(longer.getTime()).toBeGreaterThanOrEqual(shorter.getTime())
      }),
    )
  })

  it('spends exactly the working days it was given', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 60 }), (from, count) => {
        expect(workingDaysBetween(from, addSpan(from, `${count}wd`, weekdays), weekdays)).toBe(count)
      }),
    )
  })

  it('refuses what is not a span', () => {
    for (const span of ['3', '3w', '-1d', '1.5h', 'wd']) expect(() => readSpan(span as Span)).toThrow(/not a span/)
  })
})

describe('workingTimeBetween', () => {
  it('counts office hours only', () => {
    const hour = 3_600_000
    expect(workingTimeBetween(at('2026-11-23T08:00:00'), at('2026-11-23T20:00:00'), weekdays)).toBe(9 * hour)
    expect(workingTimeBetween(at('2026-11-27T17:00:00'), at('2026-11-30T09:00:00'), weekdays)).toBe(hour)
    expect(workingTimeBetween(at('2026-11-28T09:00:00'), at('2026-11-29T18:00:00'), weekdays)).toBe(0)
    expect(workingTimeBetween(at('2026-11-24T09:00:00'), at('2026-11-23T09:00:00'), weekdays)).toBe(0)
  })

  it('adds up', () => {
    fc.assert(
      fc.property(instants, fc.nat(20 * 86_400_000), fc.nat(20 * 86_400_000), (a, x, y) => {
        const b = new Date(a.getTime() + x)
        const c = new Date(b.getTime() + y)
        const whole = workingTimeBetween(a, c, weekdays)
        expect(workingTimeBetween(a, b, weekdays) + workingTimeBetween(b, c, weekdays)).toBe(whole)
      }),
    )
  })
})
