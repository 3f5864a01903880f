// Migrations: applied once, refused when edited or when the database is ahead of the program.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../testing/database.ts'
import { type Database, openDatabase } from './db.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { migrationFolders } from './migration-folders.ts'

let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await freshDatabase({ migrated: false })
  database = openDatabase(fresh.url, { max: 4 })
})

beforeEach(async () => {
  await database.pool.query('drop schema public cascade; create schema public')
})

afterAll(async () => {
  await database.close()
  await fresh.drop()
})

const trees: Migration = { name: '202601010000_core_trees.sql', sql: 'create table trees (id int)', sha256: 'a' }
const leaves: Migration = { name: '202601020000_core_leaves.sql', sql: 'create table leaves (id int)', sha256: 'b' }

test('all migrations of the program apply to an empty database, and a second run finds nothing to do', async () => {
  const migrations = readMigrations(migrationFolders())
  expect(await migrate(database.pool, migrations)).toEqual(migrations.map(({ name }) => name))
  expect(await migrate(database.pool, migrations)).toEqual([])
})

test('only what is missing is applied', async () => {
  expect(await migrate(database.pool, [trees])).toEqual([trees.name])
  expect(await migrate(database.pool, [trees, leaves])).toEqual([leaves.name])
})

test('several processes that start at once apply each file once', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => migrate(database.pool, [trees, leaves])))
  expect(runs.flat().sort()).toEqual([trees.name, leaves.name])
})

test('a failed file leaves no trace, and the sentence names it and the line', async () => {
  const broken: Migration = { ...leaves, sql: 'create table leaves (id int);\nselect wrong from nowhere' }
  await expect(migrate(database.pool, [trees, broken])).rejects.toThrow(
    'The migration 202601020000_core_leaves.sql failed (line 2)',
  )
  const tables = await database.pool.query(`select relname from pg_class where relname in ('trees', 'leaves')`)
  expect(tables.rows).toEqual([{ relname: 'trees' }])
  expect(await migrate(database.pool, [trees, leaves])).toEqual([leaves.name])
})

test('an edited file is refused', async () => {
  await migrate(database.pool, [trees])
  await expect(migrate(database.pool, [{ ...trees, sha256: 'other' }])).rejects.toThrow('were edited after')
})

test('a database made by a newer program is refused', async () => {
  await migrate(database.pool, [trees, leaves])
  await expect(migrate(database.pool, [trees])).rejects.toThrow(
    'made by a newer version of this program (202601020000_core_leaves.sql)',
  )
})
