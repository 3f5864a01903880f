// Random partitions: whatever breaks, at the end nothing is lost, doubled or reordered.
import { expect, test } from 'vitest'
import { makeWorld } from '../world.ts'
import { partition } from './partition.ts'

/** `PARTITION_SEEDS=200` draws more, `PARTITION_FROM=7` begins there: with `PARTITION_SEEDS=1` it repeats the seventh alone. */
const { PARTITION_FROM = '1', PARTITION_SEEDS = '10' } = process.env
const seeds = Array.from({ length: Number(PARTITION_SEEDS) }, (_, i) => Number(PARTITION_FROM) + i)

test.each(seeds)('seed %i', async (seed) => {
  const world = await makeWorld()
  try {
    const { faults, ...told } = await partition(world, seed)
    expect(faults, `repeat it with PARTITION_FROM=${seed} PARTITION_SEEDS=1`).toEqual([])
    expect(told.accepted).toBeGreaterThan(0)
  } finally {
    await world.end()
  }
})
