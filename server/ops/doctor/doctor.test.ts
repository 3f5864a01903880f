// The doctor on a real house: well when all is well, and each fault, made for real, is named with what to do.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { label } from '../../../contract/label.ts'
import { sealEvents } from '../../../core/events/seal.ts'
import { type Jobs, startJobs } from '../../../core/jobs/jobs.ts'
import { certificateFor } from '../../../testing/certificate.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { startIdentityProvider } from '../../../testing/identity-provider.ts'
import { freePort, startServer } from '../../../testing/server-process.ts'
import { openThrowaway, type Throwaway } from '../../../testing/throwaway.ts'
import { type Config, readConfig } from '../../config.ts'
import { backUp, lastBackupFile } from '../backup.ts'
import { examine, printFindings } from './doctor.ts'

let folder: string
let house: Throwaway
let token: string
let config: Config
const soon = { timeout: 60_000, interval: 100 }
const minuteMs = 60_000
const later = (ms: number) => ({ now: () => new Date(Date.now() + ms) })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianfang-doctor-'))
  chmodSync(folder, 0o711)
  const [dataDir, archiveDir] = [join(folder, 'data'), join(folder, 'archive')]
  mkdirSync(dataDir, { mode: 0o711 })
  house = await openThrowaway([109, 27, 109.5, 27.5], { dataDir, archiveDir })
  token = await house.tokenFor('commandCentre', house.countyId)
  const { port } = new URL(house.url)
  config = readConfig({ DATA_DIR: dataDir, ARCHIVE_DIR: archiveDir, PORT: port, DISK_SPARE_GB: '1' })
}, 120_000)

afterAll(async () => {
  await house?.end()
  rmSync(folder, { recursive: true, force: true })
})

type Clinic = Parameters<typeof examine>[1]

/** What is not well, by id, with what is said of it in English. */
async function faults(more: Partial<Config> = {}, clinic?: Clinic): Promise<Record<string, string>> {
  const findings = await examine({ ...config, ...more }, clinic)
  for (const { isWell, todo } of findings) expect(todo === undefined).toBe(isWell)
  return Object.fromEntries(findings.filter(({ isWell }) => !isWell).map(({ id, says }) => [id, says.en]))
}

const ask = (text: string, values: unknown[] = []) => house.database.pool.query(text, values)

async function report(): Promise<void> {
  const answer = await fetch(`${house.url}/api/reports/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ data: { category: 'streetLight', account: '路灯不亮', place: { lng: 109.2, lat: 27.2 } } }),
  })
  expect(answer.status).toBe(201)
}

test('a house without a backup is told so; with one, all is well', async () => {
  expect(await faults()).toEqual({ backup: 'No backup was ever made' })
  await backUp(config, join(folder, 'backup'), () => undefined)
  expect(await faults()).toEqual({})
  expect(printFindings(await examine(config)).at(-1)).toBe('一切正常。 All is well.')
  await expect(faults({}, later(3 * 24 * 60 * minuteMs))).resolves.toMatchObject({
    backup: expect.stringContaining('The last backup is 3 days old'),
  })
  const note = join(config.dataDir, lastBackupFile)
  rmSync(note)
  expect(Object.keys(await faults())).toEqual(['backup'])
  await backUp(config, join(folder, 'again'), () => undefined)
})

test('too little room, a disk that is not there, too little memory', async () => {
  expect(await faults({ diskSpareGb: 100_000 })).toMatchObject({
    'disk.data': expect.stringContaining('fewer than 100000 GB'),
    'disk.archive': expect.stringContaining('fewer than 100000 GB'),
  })
  expect(await faults({ archiveDir: join(folder, 'unmounted') })).toHaveProperty('disk.archive')
  expect(await faults({}, { leastMemory: 1e15 })).toHaveProperty('memory')
})

test('a data folder that is gone cannot be written, and has no database', async () => {
  const ids = Object.keys(await faults({ dataDir: join(folder, 'elsewhere') }))
  expect(ids).toEqual(expect.arrayContaining(['disk.data', 'disk.writable', 'database']))
})

test('a clock that is wrong differs from the disk and the database, and was set back when events lie ahead', async () => {
  await report()
  await sealEvents(house.house)
  const ids = Object.keys(await faults({}, later(-10 * minuteMs)))
  expect(ids).toEqual(expect.arrayContaining(['clock.files', 'clock.database', 'clock.events']))
})

test('a server that does not answer', async () => {
  expect(await faults({ port: await freePort() })).toEqual({ server: expect.stringContaining('does not answer') })
})

test('a database that does not answer', async () => {
  const databaseUrl = `postgresql://nobody@127.0.0.1:${await freePort()}/nothing`
  expect(await faults({ databaseUrl })).toHaveProperty('database')
})

test('plain HTTP that others can reach', async () => {
  expect(await faults({ host: '0.0.0.0' })).toEqual({ tls: expect.stringContaining('Plain HTTP') })
})

test('a certificate: none, not a pair, for another name, about to expire, expired, and not the one in use', async () => {
  const [tlsCert, tlsKey] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  expect(await faults({ tlsCert, tlsKey })).toHaveProperty('certificate')
  const from = new Date(Date.now() - minuteMs)
  const to = new Date(Date.now() + 100 * 24 * 60 * minuteMs)
  const pair = certificateFor('desk.test', from, to)
  writeFileSync(tlsCert, pair.cert)
  writeFileSync(tlsKey, pair.key)
  const fresh = await freshDatabase()
  const env = { DATABASE_URL: fresh.ownerUrl, DATA_DIR: join(folder, 'tls'), TLS_CERT: tlsCert, TLS_KEY: tlsKey }
  const server = await startServer({ ...env, PUBLIC_URL: 'https://desk.test' })
  const served = { tlsCert, tlsKey, publicUrl: 'https://desk.test', port: Number(new URL(server.url).port) }
  expect(await faults(served)).toEqual({})
  expect(await faults({ ...served, publicUrl: 'https://other.test' })).toEqual({
    'certificate.name': 'The certificate is not for other.test',
  })
  const day = 24 * 60 * minuteMs
  expect((await faults(served, later(90 * day))).certificate).toContain('expires in')
  expect((await faults(served, later(101 * day))).certificate).toContain('expired on')
  // Half of a renewal: the server keeps what fits.
  writeFileSync(tlsCert, certificateFor('desk.test', from, to).cert)
  expect(Object.keys(await faults(served)).sort()).toEqual(['certificate', 'certificate.in-use'])
  expect(await server.stop()).toBe(0)
  await fresh.drop()
})

test('seals behind', async () => {
  await report()
  expect((await faults({}, later(20 * minuteMs))).seals).toMatch(/^Events have waited \d+ minutes/)
  await sealEvents(house.house)
  expect(await faults({}, later(20 * minuteMs))).not.toHaveProperty('seals')
})

test('a reader far behind', async () => {
  await ask(`insert into event_cursors (reader) values ('test.asleep')`)
  const columns = 'county_id, type, subject_kind, subject_id, path, at, actor_type'
  await ask(
    `insert into events (id, ${columns}) select gen_random_uuid(), ${columns}
       from (select * from events limit 1) e, generate_series(1, 5001)`,
  )
  await sealEvents(house.house)
  await house.readers.idle()
  expect(Object.keys(await faults()).filter((id) => id.startsWith('queue.'))).toEqual(['queue.test.asleep'])
  await ask(`delete from event_cursors where reader = 'test.asleep'`)
})

test('a job that fails, one that hangs, one that no longer comes to its end', async () => {
  let isFailing = true
  const job = (id: string) => ({
    id,
    label: label('试', 'Trial'),
    every: '0 0 1 1 *',
    run: async () => {
      if (isFailing) throw new Error('the printer is on fire')
    },
  })
  const jobs: Jobs = await startJobs(house.house, [{ ...job('trial.breaks'), every: '* * * * *' }, job('trial.rests')])
  await jobs.runNow('trial.breaks')
  const failing = async () => (await faults())['job.trial.breaks'] ?? ''
  await vi.waitFor(async () => expect(await failing()).toContain('the printer is on fire'), soon)
  isFailing = false
  await jobs.runNow('trial.rests')
  const ended = async () =>
    (await ask(`select from jobs.job where name = 'trial.rests' and state = 'completed'`)).rowCount === 1
  await vi.waitUntil(ended, soon)
  await jobs.stop()
  await ask(`update jobs.job set completed_on = now() - interval '9 days' where name = 'trial.rests'`)
  expect((await faults())['job.trial.rests']).toContain('has not ended for 9 days')
  await ask(`update jobs.job set state = 'active', started_on = now() - interval '5 hours', completed_on = null
    where name = 'trial.rests'`)
  expect((await faults())['job.trial.rests']).toContain('has run for 5 hours')
  await ask(`delete from jobs.job where name like 'trial.%'`)
})

test('an archive that does not take what it is sent, one that stands still, one that was never switched on', async () => {
  const wal = join(config.archiveDir ?? '', 'wal')
  renameSync(wal, `${wal}.away`)
  await house.asOwner('create table trial_archive (n int)')
  await house.asOwner('select pg_switch_wal()')
  await vi.waitFor(async () => expect((await faults()).archive).toContain('and still does'), soon)
  renameSync(`${wal}.away`, wal)
  await vi.waitFor(async () => expect(await faults()).not.toHaveProperty('archive'), { ...soon, timeout: 120_000 })
  expect(readdirSync(wal).filter((name) => name.endsWith('.part'))).toEqual([])
  expect((await faults({}, later(30 * minuteMs))).archive).toMatch(/^Nothing was archived for \d+ minutes/)
  const fresh = await freshDatabase()
  expect((await faults({ databaseUrl: fresh.url })).archive).toContain('the database does not archive')
  await fresh.drop()
}, 200_000)

test('uploads that are missing from the store', async () => {
  const sound = Buffer.alloc(2000)
  sound.write('RIFF', 0)
  sound.writeUInt32LE(1992, 4)
  sound.write('WAVEfmt ', 8)
  sound.writeUInt32LE(16, 16)
  const form = new FormData()
  form.set('file', new Blob([sound], { type: 'audio/wav' }), 'a.wav')
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${house.url}/api/files`, { method: 'POST', headers, body: form })
  const { id } = (await answer.json()) as { id: string }
  expect(await faults()).not.toHaveProperty('files')
  rmSync(join(config.dataDir, 'files', id.slice(-2), id))
  expect((await faults()).files).toBe(`1 uploads are missing or changed, such as ${id}`)
  await ask('delete from files where id = $1', [id])
})

test('a schema that is newer or older than the program, or not there at all', async () => {
  await house.asOwner(`insert into schema_migrations (name, sha256) values ('299901010000_core_later.sql', 'x')`)
  expect((await faults()).schema).toContain('written by a newer version (299901010000_core_later.sql)')
  await house.asOwner(`delete from schema_migrations where name like '2999%'`)
  const fresh = await freshDatabase({ migrated: false })
  expect((await faults({ databaseUrl: fresh.url })).schema).toContain('migrations are still to be applied')
  await fresh.drop()
})

test('a neighbour that cannot be reached, only when there is one', async () => {
  const provider = await startIdentityProvider()
  expect(await faults({ oidcIssuer: provider.issuer })).not.toHaveProperty('neighbour.oidc')
  provider.close()
  await vi.waitFor(
    async () => expect(await faults({ oidcIssuer: provider.issuer })).toHaveProperty('neighbour.oidc'),
    soon,
  )
})

test('what is wrong comes first, with what to do, in both languages', async () => {
  const [first, says, zh, en] = printFindings(await examine({ ...config, diskSpareGb: 100_000 }))
  expect([first, says]).toEqual(['✗ disk.data', expect.stringContaining('DATA_DIR 只剩')])
  expect(zh).toContain('→ 删除旧备份')
  expect(en).toContain('→ Remove old backups')
})
