// What the program could do to its own database if somebody took it over: asked in SQL, as the role it works as.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../testing/database.ts'

let fresh: FreshDatabase
let program: pg.Client
let owner: pg.Client

beforeAll(async () => {
  fresh = await freshDatabase()
  program = new pg.Client({ connectionString: fresh.url })
  owner = new pg.Client({ connectionString: fresh.ownerUrl })
  await Promise.all([program.connect(), owner.connect()])
})
afterAll(async () => {
  await Promise.all([program?.end(), owner?.end()])
  await fresh.drop()
})

const one = async (text: string) => (await program.query(text)).rows[0]

test('the role is nobody special, and no member of anybody', async () => {
  expect(
    await one(`select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
      (select count(*) from pg_auth_members m where m.member = r.oid) as memberships
      from pg_roles r where rolname = current_user`),
  ).toEqual({
    rolsuper: false,
    rolcreatedb: false,
    rolcreaterole: false,
    rolreplication: false,
    rolbypassrls: false,
    memberships: '0',
  })
})

test('it owns no table, no function, no schema and no database', async () => {
  expect(
    await one(`select
      (select count(*) from pg_class where relowner = u.oid) as relations,
      (select count(*) from pg_proc where proowner = u.oid) as functions,
      (select count(*) from pg_namespace where nspowner = u.oid) as schemas,
      (select count(*) from pg_database where datdba = u.oid) as databases
      from pg_roles u where rolname = current_user`),
  ).toEqual({ relations: '0', functions: '0', schemas: '0', databases: '0' })
})

const kept = ['events', 'event_seals', 'access_log']
const refused = '42501'
const outOf = (text: string) =>
  program.query(text).then(
    () => 'done',
    (fault: { code?: string }) => fault.code,
  )

test.each(
  kept.flatMap((table) => [
    `update ${table} set county_id = county_id`,
    `delete from ${table}`,
    `truncate ${table}`,
    `truncate ${table} cascade`,
    `alter table ${table} disable trigger all`,
    `alter table ${table} owner to current_user`,
    `alter table ${table} add column gone text`,
    `drop table ${table}`,
    `create trigger quiet before insert on ${table} for each row execute function suppress_redundant_updates_trigger()`,
    `create rule quiet as on insert to ${table} do instead nothing`,
    `merge into ${table} t using (select 1) s on true when matched then delete`,
    `select * from ${table} for update`,
  ]),
)('refused: %s', async (text) => {
  expect(await outOf(text)).toBe(refused)
})

test.each([
  'delete from matters',
  'delete from accounts_users',
  'delete from posts_held',
  'truncate matters',
  'update schema_migrations set name = name',
  'create table public.mine (a int)',
  'create schema mine',
  'create extension hstore',
  "copy events to program 'cat'",
  "copy events from '/etc/passwd'",
  "select pg_read_file('/etc/passwd')",
  'alter system set fsync = off',
  'set session_replication_role = replica',
])('refused: %s', async (text) => {
  expect(await outOf(text)).toBe(refused)
})

test('it becomes nobody else', async () => {
  const { rows } = await owner.query('select current_user as name')
  for (const text of [`set role "${rows[0].name}"`, `set session authorization "${rows[0].name}"`])
    expect(await outOf(text)).toBe(refused)
  const { rows: roles } = await owner.query(
    "select rolname from pg_roles where rolsuper or rolname like 'pg\\_%' and rolname <> current_user",
  )
  for (const { rolname } of roles) expect(await outOf(`set role "${rolname}"`), rolname).not.toBe('done')
})

test('and yet it works: it adds what happened', async () => {
  const { rows } = await program.query(
    `select has_table_privilege('events', 'insert') as events, has_table_privilege('access_log', 'insert') as log,
       has_table_privilege('matters', 'update') as matters`,
  )
  expect(rows).toEqual([{ events: true, log: true, matters: true }])
})
