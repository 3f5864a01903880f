// When, where and of what the matters of a year are opened: seasons, market days, hours and places as in life.
import { dayAfter, dayOf, instantOf } from '../../contract/calendar.ts'
import type { DemoCounty } from '../counties.ts'
import type { Chance } from '../random.ts'
import { stories } from '../texts/stories.ts'
import type { Story } from '../texts/story.ts'
import type { Village } from './ground.ts'

export type Channel = 'portal' | 'field' | 'phone' | 'visit'

export interface Opening {
  at: Date
  county: DemoCounty
  village: Village
  category: string
  story: Story
  channel: Channel
}

const days = 365
// People report more in the wet months and before the Spring Festival, and more once they know that it helps.
const months = [1.1, 1.05, 0.9, 0.95, 1.1, 1.2, 1.15, 1.05, 0.95, 0.9, 0.9, 1]
const weekdays = [0.85, 1.1, 1.05, 1, 1, 1.1, 0.9]
const growth = { first: 0.75, last: 1.15 }

/** All openings of one county in the year before `now`, in order. */
export function openingsOf(county: DemoCounty, villages: readonly Village[], now: Date, chance: Chance): Opening[] {
  if (villages.length === 0) return []
  const today = dayOf(now)
  const drawn: Opening[] = []
  for (let i = days; i >= 0; i--) {
    const day = dayAfter(today, -i)
    const count = countFor(county, day, 1 - i / days, chance)
    for (let n = 0; n < count; n++) drawn.push(drawOpening(county, villages, day, chance))
  }
  return drawn.filter((o) => o.at < now).sort((a, b) => a.at.getTime() - b.at.getTime())
}

function countFor(county: DemoCounty, day: string, progress: number, chance: Chance): number {
  const month = Number(day.slice(5, 7))
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const grown = growth.first + (growth.last - growth.first) * progress
  return poisson((county.yearly / days) * (months[month - 1] ?? 1) * (weekdays[weekday] ?? 1) * grown * 1.02, chance)
}

/** Knuth's way: enough for the few a county has in a day. */
function poisson(mean: number, chance: Chance): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = chance.next(); product > limit; product *= chance.next()) count++
  return count
}

function drawOpening(county: DemoCounty, villages: readonly Village[], day: string, chance: Chance): Opening {
  const village = chance.weighted(villages.map((v) => [v.weight, v]))
  const month = Number(day.slice(5, 7))
  const category = chance.weighted(
    Object.entries(stories).map(([id, s]) => {
      const inSeason = s.season === undefined ? 1.3 : s.season.includes(month) ? 2 : 0.9
      return [s.weight * inSeason * (village.isTown ? s.inTown : (s.inVillage ?? 1)), id] as const
    }),
  )
  const story = stories[category] as Story
  const channel = drawChannel(village, chance)
  return { at: momentOn(day, channel, story, chance), county, village, category, story, channel }
}

const drawChannel = (village: Village, chance: Chance): Channel =>
  chance.weighted<Channel>(
    village.isTown
      ? [
          [52, 'portal'],
          [18, 'field'],
          [20, 'phone'],
          [10, 'visit'],
        ]
      : [
          [30, 'portal'],
          [42, 'field'],
          [16, 'phone'],
          [12, 'visit'],
        ],
  )

// Chance of each hour: nobody reports at four, most see it on the way to work, at noon and after supper.
const hourly: Record<Channel, readonly number[]> = {
  portal: [1, 0, 0, 0, 0, 1, 4, 9, 8, 7, 6, 6, 7, 6, 5, 5, 6, 8, 9, 10, 9, 7, 4, 2],
  field: [0, 0, 0, 0, 0, 0, 2, 6, 10, 11, 10, 7, 4, 5, 9, 10, 9, 7, 4, 3, 2, 1, 0, 0],
  phone: [1, 0, 0, 0, 0, 1, 4, 8, 10, 9, 8, 7, 5, 5, 8, 8, 7, 6, 5, 5, 4, 3, 2, 1],
  visit: [0, 0, 0, 0, 0, 0, 0, 0, 9, 12, 11, 6, 0, 1, 8, 10, 8, 3, 0, 0, 0, 0, 0, 0],
}

function momentOn(day: string, channel: Channel, story: Story, chance: Chance): Date {
  const hours = hourly[channel].map((weight, hour) => {
    const fits = story.hours === undefined || story.hours.includes(hour)
    return [fits ? weight * (story.hours ? 3 : 1) : weight, hour] as const
  })
  return new Date(instantOf(day, chance.weighted(hours) * 60 + chance.whole(0, 59)).getTime() + chance.whole(0, 59_999))
}
