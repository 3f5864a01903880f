// The role the program works as: it owns nothing, and what happened it can add to, never change or take away.
import { createHmac } from 'node:crypto'
import pg from 'pg'

/** What happened, its seals, who read what, and what was published: added to, never changed. */
const appendOnly = ['events', 'event_seals', 'access_log', 'round_reports']
/** Rows that may lose fields but never disappear. */
const neverDeleted = [
  'matters',
  'matter_parties',
  'matter_extensions',
  'merge_proposals',
  'register_entries',
  'register_transfers',
  'shares',
  'divisions',
  'units',
  'posts_held',
  'accounts_users',
  'accounts_tokens',
  'checklists',
  'round_draws',
  'round_contests',
]
/** Written by migrations only. */
const readOnly = ['schema_migrations']

const maintainSince = 170_000

/**
 * Gives a role what the program needs in this database, and takes everything else from it; every start does it anew, so
 * that new tables are among them. Asked by the owner of the tables.
 */
export async function grantTo(client: pg.ClientBase, role: string): Promise<void> {
  const to = pg.escapeIdentifier(role)
  const { rows } = await client.query<{ version: number; database: string }>(
    `select current_setting('server_version_num')::int as version, current_database() as database`,
  )
  const { version = 0, database = '' } = rows[0] ?? {}
  const maintain = version >= maintainSince ? ', maintain' : ''
  await client.query(`
    grant connect on database ${pg.escapeIdentifier(database)} to ${to};
    revoke create on schema public from public;
    grant usage on schema public, jobs to ${to};
    revoke all on all tables in schema public, jobs from ${to};
    grant select, insert, update, delete${maintain} on all tables in schema public, jobs to ${to};
    revoke update, delete on ${appendOnly.join(', ')} from ${to};
    revoke delete on ${neverDeleted.join(', ')} from ${to};
    revoke insert, update, delete on ${readOnly.join(', ')} from ${to};
    alter default privileges in schema jobs grant select, insert, update, delete${maintain} on tables to ${to};
    grant usage, select on all sequences in schema public to ${to};
    grant update on sequence divisions_id_seq to ${to};
    grant execute on function start_numbers to ${to};
    grant execute on all functions in schema jobs to ${to}`)
}

/** Whether the user of a connection may make roles. */
export async function canMakeRoles(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ can: boolean }>(
    'select rolsuper or rolcreaterole as can from pg_roles where rolname = current_user',
  )
  return rows[0]?.can === true
}

/** The URL by which the program works on the database of its owner: `lianfang_app`, with a password of the house's secret. */
export function workingUrl(ownerUrl: string, secret: string): string {
  const url = new URL(ownerUrl)
  url.username = `${decodeURIComponent(url.pathname.slice(1))}_app`
  url.password = createHmac('sha256', secret).update('database role').digest('base64url')
  return url.href
}

/** Whether there is a role of this name. */
export async function isRole(client: pg.ClientBase, role: string): Promise<boolean> {
  const found = await client.query('select from pg_roles where rolname = $1', [role])
  return found.rowCount !== 0
}

/** Makes the role of a URL, or gives it the password of the URL. */
export async function makeRole(client: pg.ClientBase, url: string): Promise<void> {
  const { username, password } = new URL(url)
  const role = decodeURIComponent(username)
  await client.query(
    `${(await isRole(client, role)) ? 'alter' : 'create'} role ${pg.escapeIdentifier(role)} login nosuperuser nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`,
  )
}

/** Whether somebody may connect by a URL. */
export async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
