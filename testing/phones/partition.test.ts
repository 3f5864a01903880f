// Random partitions: whatever breaks, at the end nothing is lost, doubled or reordered.
import { expect, test } from 'vitest'
import { makeWorld } from '../world.ts'
import { partition } from './partition.ts'

/** `PARTITION_SEED=7` repeats one; `PARTITION_SEEDS=200` draws more. */
const { PARTITION_SEED, PARTITION_SEEDS } = process.env
const seeds = PARTITION_SEED
  ? [Number(PARTITION_SEED)]
  : Array.from({ length: Number(PARTITION_SEEDS ?? 10) }, (_, i) => i + 1)

test.each(seeds)('seed %i', async (seed) => {
  const world = await makeWorld()
  try {
    const { faults, ...told } = await partition(world, seed)
    expect(faults, `repeat it by: npm run partition -- --seed ${seed}`).toEqual([])
    expect(told.accepted).toBeGreaterThan(0)
    if (PARTITION_SEEDS) process.stdout.write(`seed ${seed}: ${JSON.stringify(told)}\n`)
  } finally {
    await world.end()
  }
})
