// A database of its own for a test file: copied from the migrated template in milliseconds, dropped at the end.

import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface FreshDatabase {
  /** As the role that the program works as; of a database without tables, as the owner. */
  url: string
  /** As the owner of its tables, who can do what the program cannot. */
  ownerUrl: string
  drop: () => Promise<void>
}

/** A migrated, empty database. `{ migrated: false }` gives one without any table. */
export async function freshDatabase({ migrated = true } = {}): Promise<FreshDatabase> {
  const adminUrl = inject('adminUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  const source = migrated ? inject('templateName') : 'template0'
  await onServer(adminUrl, `create database "${name}" template "${source}"`)
  const ownerUrl = named(adminUrl, name)
  return {
    url: migrated ? named(inject('workerUrl'), name) : ownerUrl,
    ownerUrl,
    drop: async () => {
      await onServer(adminUrl, `drop database if exists "${name}" with (force)`)
      // A start on a database of its own makes a role beside it.
      await onServer(adminUrl, `drop role if exists "${name}_app"`)
    },
  }
}

function named(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
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
