// The readers of events that core itself brings; modules bring theirs in `module.ts`.
import type { AnyMatterKind } from '../contract/kind.ts'
import type { EventSubscriber } from './events/subscribers.ts'
import { tellParties } from './notices/tell-parties.ts'
import { tellTasks } from './notices/tell-tasks.ts'
import { counters } from './statistics/counters.ts'

/** All subscribers of core, to be started with those of the modules. */
export const coreSubscribers = (kinds: Iterable<AnyMatterKind>): EventSubscriber[] => {
  const all = [...kinds]
  return [counters, tellParties(all), tellTasks(all)]
}
