// The address of a running database is found from its data folder alone, and not after it has stopped.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runningUrl } from './address.ts'
import { startEngine } from './engine.ts'

const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }

test('a second program finds the database that the first one runs', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianfang-address-'))
  chmodSync(dataDir, 0o711)
  expect(await runningUrl(dataDir)).toBeNull()
  const engine = await startEngine({ dataDir, log, durable: false })
  expect(await runningUrl(dataDir)).toBe(engine.url)
  await engine.stop()
  expect(await runningUrl(dataDir)).toBeNull()
  rmSync(dataDir, { recursive: true, force: true })
})
