// Once for a whole test run: one PostgreSQL server in a temporary folder, and a template database with every migration.

import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../core/db/db.ts'
import { startEngine } from '../core/db/engine.ts'
import { grantTo, makeRole, workingUrl } from '../core/db/roles.ts'
import { bringUpToDate } from '../server/prepare-database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance database of the test server. */
    adminUrl: string
    /** The migrated database that fresh ones are copied from. */
    templateName: string
    /** The role that the program works as, at the template. */
    workerUrl: string
  }
}

const FOLDER = 'lianfang-test-'
const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** Called by vitest before the first test file; what it returns is called after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeForgotten()
  const dataDir = mkdtempSync(join(tmpdir(), FOLDER))
  // The user that PostgreSQL runs as when we are root has to pass through.
  chmodSync(dataDir, 0o711)
  // The same tests run on any other PostgreSQL when one is given.
  const engine = await startEngine({ dataDir, databaseUrl: process.env.TEST_DATABASE_URL, log, durable: false })
  const adminUrl = engine.url
  const templateName = `lianfang_template_${process.pid}_${project.name || 'run'}`
  await onServer(adminUrl, `create database "${templateName}"`)
  const template = openDatabase(withName(adminUrl, templateName), { max: 1 })
  // Everything under test works as the role that owns nothing, as it does in a county.
  const workerUrl = workingUrl(withName(adminUrl, templateName), randomBytes(24).toString('hex'))
  await bringUpToDate(template.pool, async (client) => {
    await makeRole(client, workerUrl)
    await grantTo(client, new URL(workerUrl).username)
  })
  await template.close()
  project.provide('adminUrl', adminUrl)
  project.provide('templateName', templateName)
  project.provide('workerUrl', workerUrl)
  return async () => {
    if (process.env.TEST_DATABASE_URL) await dropAll(adminUrl, templateName, new URL(workerUrl).username)
    await engine.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** A run that was killed could not remove its folder; no run takes a day. */
function removeForgotten(): void {
  const dayAgo = Date.now() - 86_400_000
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(FOLDER))
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    if (statSync(folder).mtimeMs < dayAgo) rmSync(folder, { recursive: true, force: true })
  }
}

async function dropAll(adminUrl: string, templateName: string, role: string): Promise<void> {
  await onServer(adminUrl, `drop database "${templateName}" with (force)`)
  await onServer(adminUrl, `drop role "${role}"`)
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}

function withName(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
