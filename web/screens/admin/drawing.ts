// What is being drawn on the map of divisions, and which levels lie below one.
import { type Level, levels } from '../../../contract/posts.ts'

/** The border of a division, or a new one below it. */
export type Drawing = { what: 'border' } | { what: 'new'; level: Level }

/** The level below, or null below a micro-grid. */
export const levelBelow = (level: Level): Level | null => levels[levels.indexOf(level) + 1] ?? null

/** The level an administrator may add below this one: grids below villages, micro-grids below grids. */
export const addableBelow = (level: Level): Level | null =>
  level === 'village' ? 'grid' : level === 'grid' ? 'microGrid' : null
