// The readers of events that core itself brings; modules bring theirs in `module.ts`.
import type { House } from './context.ts'
import type { EventSubscriber } from './events/subscribers.ts'
import { tellParties } from './notices/tell-parties.ts'
import { tellTasks } from './notices/tell-tasks.ts'
import { followChecks } from './rounds/subscriber.ts'
import { counters } from './statistics/counters.ts'

/** All subscribers of core, to be started with those of the modules. */
export const coreSubscribers = ({ kinds, rounds }: Pick<House, 'kinds' | 'rounds'>): EventSubscriber[] => {
  const all = [...kinds.values()]
  return [counters, tellParties(all), tellTasks(all), followChecks(rounds.values())]
}
