// A database of its own for a test file: copied from the migrated template in milliseconds, dropped at the end.

import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface FreshDatabase {
  url: string
  drop: () => Promise<void>
}

/** A migrated, empty database. `{ migrated: false }` gives one without any table. */
export async function freshDatabase({ migrated = true } = {}): Promise<FreshDatabase> {
  const adminUrl = inject('adminUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  const source = migrated ? inject('templateName') : 'template0'
  await onServer(adminUrl, `create database "${name}" template "${source}"`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(adminUrl, `drop database if exists "${name}" with (force)`) }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
