// Matters of the last days that are told step by step, so that whoever looks finds every state, clocks that run out today,
// and the same thing reported twice.
import type { Actor } from '../../contract/access.ts'
import { addSpan, dayAfter, dayOf, instantOf } from '../../contract/calendar.ts'
import { invariant } from '../../contract/errors.ts'
import type { DemoCounty } from '../counties.ts'
import { stories } from '../texts/stories.ts'
import type { Story } from '../texts/story.ts'
import type { Village } from './ground.ts'
import { hourOf } from './hours.ts'
import type { OpeningNotes } from './open.ts'
import { step } from './plan.ts'
import type { Beginning } from './run.ts'
import { type Scene, type SceneStep, scenes } from './scenes-told.ts'
import type { Move, Tale } from './tale.ts'
import type { Staff, Town } from './town.ts'

/** The scenes as beginnings. `shown` is told of the tales whose tracking codes are printed. */
export function sceneBeginnings(
  town: Town,
  grounds: ReadonlyMap<string, { county: DemoCounty; village: Village }>,
  shown: (tale: Tale) => void,
): Beginning[] {
  return scenes.flatMap((scene) => {
    const ground = grounds.get(scene.village)
    const story = stories[scene.category]
    invariant(
      ground && story,
      `a scene takes place in ${scene.village}, of ${scene.category}: one of them is not there`,
    )
    return beginningsOf(town, scene, { ...ground, story }, shown)
  })
}

function beginningsOf(
  town: Town,
  scene: Scene,
  { county, village, story }: { county: DemoCounty; village: Village; story: Story },
  shown: (tale: Tale) => void,
): Beginning[] {
  const at = awake(town.now, scene.ago)
  const opening = { at, county, village, category: scene.category, story, channel: scene.channel }
  const isUnplaced = scene.isUnplaced ?? false
  const notes: OpeningNotes = { script: [], isUnplaced, ...(scene.account ? { account: scene.account } : {}) }
  const twinNotes: OpeningNotes = { script: [] }
  const begun = (tale: Tale) => {
    tale.script = scriptOf(town, tale, scene.steps ?? [], at)
    Object.assign(twinNotes, { twinOf: tale, point: village.near(tale.chance, tale.point, 120) })
    if (scene.isShown) shown(tale)
  }
  const first: Beginning = { opening, notes, begun }
  if (scene.twinAgo === undefined) return [first]
  const twinAt = new Date(Math.max(awake(town.now, scene.twinAgo).getTime(), at.getTime() + 600_000))
  return [first, { opening: { ...opening, at: twinAt, channel: 'portal' }, notes: twinNotes }]
}

/** So many hours before now, or the evening before that when it falls into the night. */
export function awake(now: Date, hoursAgo: number): Date {
  const at = new Date(now.getTime() - hoursAgo * 3_600_000)
  const hour = hourOf(at)
  if (hour >= 7 && hour < 22) return at
  const evening = hour < 7 ? dayAfter(dayOf(at), -1) : dayOf(at)
  return new Date(instantOf(evening, 20 * 60).getTime() + (at.getTime() % 5_400_000))
}

function scriptOf(town: Town, tale: Tale, steps: readonly SceneStep[], openedAt: Date): Move[] {
  let last = openedAt
  return steps.map((told) => {
    const wanted = awake(town.now, told.ago)
    last = new Date(Math.max(wanted.getTime(), last.getTime() + 360_000))
    return moveOf(town, tale, told, last)
  })
}

function moveOf(town: Town, tale: Tale, told: SceneStep, at: Date): Move {
  const by = actorOf(town, tale, told)
  if (told.askWorkingDays !== undefined) {
    const until = addSpan(at, `${told.askWorkingDays}wd`, town.house.calendar)
    return { do: 'ask', at, by: by as Staff, until, reason: told.why ?? '' }
  }
  if (told.shareWith !== undefined) {
    const other = town.house.divisions.tree.findByCode(told.shareWith)
    invariant(other, `a scene shows something to ${told.shareWith}, which is not among the divisions`)
    const toWhom = { toDivisionId: other.id, toUnitId: null, name: other.name, purpose: told.why ?? '' }
    return { do: 'share', at, by: by as Staff, ...toWhom }
  }
  const unit = told.take === 'route' && told.to ? town.departmentOf(tale.m.county_id, told.to) : undefined
  return step(at, by, told.take ?? '', { ...told.input, ...(unit ? { department: unit.unitId } : {}) })
}

function actorOf(town: Town, { m, village, reporter }: Tale, { by, to }: SceneStep): Actor {
  const { division } = village
  const found = {
    grid: () => town.holders('gridWorker', division.id)[0],
    officer: () => town.holders('residentOfficer', division.parentId as number)[0],
    township: () => town.holders('townshipCentre', division.parentId as number)[0],
    county: () => town.holders('countyCentre', m.county_id)[0],
    department: () => (to ? town.departmentOf(m.county_id, to)?.staff : undefined),
    reporter: () => reporter ?? undefined,
  }[by]()
  invariant(found, `a scene in ${division.name} needs somebody as ${by}`)
  return found
}
