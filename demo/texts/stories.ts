// Every category's story, by the id of its entry in the kept list.
import { grounds } from './grounds.ts'
import { hazards } from './hazards.ts'
import { requests } from './requests.ts'
import type { Story } from './story.ts'

export const stories: Readonly<Record<string, Story>> = { ...hazards, ...grounds, ...requests }

/** Categories that only the authority which licenses them can end, as the kept list notes them. */
export const needsAuthority: ReadonlySet<string> = new Set(['fireworks', 'dangerousGoods'])
