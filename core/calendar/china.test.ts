// Working days of China around the feasts of 2026, and in years whose plan is not out yet.
import { describe, expect, it } from 'vitest'
import { addSpan, dayOf, workingDaysBetween, workingTimeBetween } from '../../contract/calendar.ts'
import { chinaCalendar, isYearPlanned, statutoryHolidays } from './china.ts'

const calendar = chinaCalendar()
const at = (local: string) => new Date(`${local}+08:00`)

describe('the plan of 2026', () => {
  it('rests through the Spring Festival and works the Saturdays that pay for it', () => {
    for (let day = 15; day <= 23; day++) expect(calendar.isWorkingDay(`2026-02-${day}`)).toBe(false)
    for (const day of ['2026-02-14', '2026-02-24', '2026-02-28']) expect(calendar.isWorkingDay(day)).toBe(true)
    for (const day of ['2026-02-07', '2026-02-08', '2026-03-01']) expect(calendar.isWorkingDay(day)).toBe(false)
  })

  it('rests through National Day and works a Sunday and a Saturday for it', () => {
    for (let day = 1; day <= 7; day++) expect(calendar.isWorkingDay(`2026-10-0${day}`)).toBe(false)
    for (const day of ['2026-09-20', '2026-10-08', '2026-10-10']) expect(calendar.isWorkingDay(day)).toBe(true)
    expect(calendar.isWorkingDay('2026-10-11')).toBe(false)
  })

  it('counts three working days over the Spring Festival', () => {
    // Friday 13 February: Saturday 14 is worked, then nine days off, then Tuesday 24 and Wednesday 25.
    expect(addSpan(at('2026-02-13T10:00:00'), '3wd', calendar)).toEqual(at('2026-02-25T17:30:00'))
    expect(addSpan(at('2026-09-30T16:00:00'), '3wd', calendar)).toEqual(at('2026-10-10T17:30:00'))
    expect(addSpan(at('2026-09-18T16:00:00'), '1wd', calendar)).toEqual(at('2026-09-20T17:30:00'))
  })

  it('moves the last day of a span of days past the holidays', () => {
    expect(addSpan(at('2026-01-16T09:00:00'), '30d', calendar)).toEqual(at('2026-02-24T17:30:00'))
  })

  it('measures working time across the holidays', () => {
    expect(workingTimeBetween(at('2026-09-30T17:00:00'), at('2026-10-08T09:00:00'), calendar)).toBe(60 * 60_000)
    expect(workingDaysBetween(at('2026-09-30T17:00:00'), at('2026-10-10T09:00:00'), calendar)).toBe(3)
  })
})

describe('years without a plan', () => {
  it('knows which those are', () => {
    expect([2003, 2004, 2026, 2028].map(isYearPlanned)).toEqual([false, true, true, false])
  })

  it('rests on the holidays of the law', () => {
    expect(statutoryHolidays(2028)).toEqual([
      '2028-01-01',
      '2028-01-25',
      '2028-01-26',
      '2028-01-27',
      '2028-01-28',
      '2028-04-04',
      '2028-05-01',
      '2028-05-02',
      '2028-05-28',
      '2028-10-03',
      '2028-10-01',
      '2028-10-02',
      '2028-10-03',
    ])
    expect(addSpan(at('2028-09-29T09:00:00'), '1wd', calendar)).toEqual(at('2028-10-04T17:30:00'))
  })

  it('agrees with the plans on the holidays of the law, in the years since the law was changed', () => {
    for (const year of [2025, 2026])
      for (const day of statutoryHolidays(year)) expect(calendar.isWorkingDay(day)).toBe(false)
  })
})

describe("a county's own exceptions", () => {
  const local = chinaCalendar({
    exceptions: [
      { day: '2026-12-01', isWorking: false },
      { day: '2026-12-05', isWorking: true },
    ],
    opensAt: 9 * 60,
    closesAt: 18 * 60,
  })

  it('win over the plan and over the weekend', () => {
    expect(local.isWorkingDay('2026-12-01')).toBe(false)
    expect(local.isWorkingDay('2026-12-05')).toBe(true)
    expect(dayOf(addSpan(at('2026-11-30T10:00:00'), '1wd', local))).toBe('2026-12-02')
  })

  it('close the office when the county closes', () => {
    expect(addSpan(at('2026-11-30T10:00:00'), '0wd', local)).toEqual(at('2026-11-30T18:00:00'))
    expect(addSpan(at('2026-11-30T18:00:00'), '0wd', local)).toEqual(at('2026-12-02T18:00:00'))
  })
})
