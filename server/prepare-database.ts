// Brings the database up to date as its owner, and says by which URL the program works on it: as a role that owns nothing.
import type pg from 'pg'
import type { Log } from '../core/context.ts'
import { openDatabase } from '../core/db/db.ts'
import { migrate, readMigrations } from '../core/db/migrate.ts'
import { migrationFolders } from '../core/db/migration-folders.ts'
import { canConnect, canMakeRoles, grantTo, isRole, makeRole, workingUrl } from '../core/db/roles.ts'
import { installJobs } from '../core/jobs/install.ts'

export interface DatabaseWays {
  databaseUrl: string
  /** The owner of the tables, when the program is to work as another user (DATABASE_OWNER_URL). */
  ownerUrl?: string | null | undefined
  secret: string
}

/**
 * Migrates, and returns the URL to work by. Given two URLs, the first gets what it needs from the second. Given one, a
 * role is made beside it where its user may make roles; where not, the program works as the owner, and says so.
 */
export async function prepareDatabase(ways: DatabaseWays & { log: Log }): Promise<string> {
  const { databaseUrl, ownerUrl, secret, log } = ways
  const owner = openDatabase(ownerUrl ?? databaseUrl, { max: 1 })
  let url = databaseUrl
  try {
    await bringUpToDate(owner.pool, async (client) => {
      if (ownerUrl) return grantTo(client, userOf(databaseUrl))
      url = (await makeWorker(client, workingUrl(databaseUrl, secret))) ?? databaseUrl
      if (url === databaseUrl) log.warn({}, ownerWarning)
    })
    return url
  } finally {
    await owner.close()
  }
}

/** Migrations, the plan of jobs, and then what is to be granted, in one process at a time. */
export const bringUpToDate = (pool: pg.Pool, grant: (client: pg.ClientBase) => Promise<void>): Promise<string[]> =>
  migrate(pool, readMigrations(migrationFolders()), async (client) => {
    await installJobs(client)
    await grant(client)
  })

/** Makes the role of a URL and gives it what it needs. Returns the URL, or null where that cannot be. */
async function makeWorker(client: pg.ClientBase, url: string): Promise<string | null> {
  if (!(await canMakeRoles(client))) return null
  // Asked first: to try a role that is not there is a fault in the database's log, at every first start.
  if (!(await isRole(client, userOf(url))) || !(await canConnect(url))) await makeRole(client, url)
  await grantTo(client, userOf(url))
  return (await canConnect(url)) ? url : null
}

const userOf = (url: string): string => decodeURIComponent(new URL(url).username)

const ownerWarning =
  '程序以数据库所有者的身份工作，数据库本身无法阻止它改动事件记录：请设置 DATABASE_OWNER_URL。 / Working as the owner of the tables, so the database itself does not keep the program from changing events: set DATABASE_OWNER_URL.'
