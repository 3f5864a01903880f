// Metrics of what is kept and of what waits: seals, archive, last backup, uploads, requests in flight.
import { Gauge, type Registry } from 'prom-client'
import { clockContext, type House } from '../../core/context.ts'
import { archiveState } from '../../core/db/archive-state.ts'
import { unsealedFor } from '../../core/events/seal.ts'
import { photoQueue } from '../../core/files/keep.ts'
import { readLastBackup } from '../ops/archive-jobs.ts'
import type { Pressure } from './pressure.ts'

interface Kept {
  pressure?: Pressure | undefined
  /** Where the last backup is noted. */
  dataDir?: string | undefined
}

/** Adds the gauges. One that cannot be read at the moment is left out, and the others still come. */
export function measureKeeping(house: House, watched: Kept, registry: Registry): void {
  const ctx = clockContext(house, 'metrics')
  const secondsSince = (at: Date): number => Math.max(0, (house.now().getTime() - at.getTime()) / 1000)
  gauge(registry, 'lianfang_unsealed_seconds', 'Age of the oldest event that no seal covers yet', () =>
    unsealedFor(ctx),
  )
  gauge(
    registry,
    'lianfang_archive_age_seconds',
    'Time since the log was last archived; absent without an archive',
    async () => {
      const { isOn, lastAt } = await archiveState(house.db)
      return isOn && lastAt ? secondsSince(lastAt) : null
    },
  )
  gauge(
    registry,
    'lianfang_archive_failing',
    '1 while the newest attempt to archive failed; absent without an archive',
    async () => {
      const { isOn, isFailing } = await archiveState(house.db)
      return isOn ? Number(isFailing) : null
    },
  )
  gauge(registry, 'lianfang_backup_age_seconds', 'Time since the last backup; absent before the first', async () => {
    const last = watched.dataDir === undefined ? null : await readLastBackup(watched.dataDir)
    return last ? secondsSince(new Date(last.at)) : null
  })
  gauge(registry, 'lianfang_photos_waiting', 'Uploaded photos that wait to be drawn', () => photoQueue(house).waiting())
  gauge(registry, 'lianfang_writes_waiting', 'Requests whose rows wait for the next group to be written', () =>
    house.writer.waiting(),
  )
  gauge(registry, 'lianfang_http_in_flight', 'Requests that wait for their answer, streams left out', () =>
    watched.pressure ? watched.pressure.inFlight() : null,
  )
}

function gauge(
  registry: Registry,
  name: string,
  help: string,
  read: () => Promise<number | null> | number | null,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.reset()
      const value = await Promise.resolve()
        .then(read)
        .catch(() => null)
      if (value === null) this.remove()
      else this.set(value)
    },
  })
}
