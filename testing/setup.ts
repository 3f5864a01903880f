// Once for a whole test run: one PostgreSQL server in a temporary folder, and a template database with every migration.

import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../core/db/db.ts'
import { startEngine } from '../core/db/engine.ts'
import { migrate, readMigrations } from '../core/db/migrate.ts'
import { migrationFolders } from '../core/db/migration-folders.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance database of the test server. */
    adminUrl: string
    /** The migrated database that fresh ones are copied from. */
    templateName: string
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
  await migrate(template.pool, readMigrations(migrationFolders()))
  await template.close()
  project.provide('adminUrl', adminUrl)
  project.provide('templateName', templateName)
  return async () => {
    if (process.env.TEST_DATABASE_URL) await onServer(adminUrl, `drop database "${templateName}" with (force)`)
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
