// The first administrator: made once, while there is no account at all.
import { sql } from 'kysely'
import { fieldProblem, problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import { levels } from '../../contract/posts.ts'
import { type Ctx, type House, inTransaction } from '../context.ts'
import { reloadDivisions } from '../divisions/edit.ts'
import { importDivisions } from '../divisions/import.ts'
import { countyListOf, rowsOfCounties } from '../divisions/source.ts'
import type { Division } from '../divisions/tree.ts'
import { appendEvent } from '../events/append.ts'
import { setHomeCounty } from '../lists/home.ts'
import { startLists } from '../lists/lists.ts'
import { checkPassword, createAccount } from './accounts.ts'
import { appoint } from './appoint.ts'
import { passwordHash } from './password-hash.ts'

const county = levels.indexOf('county')
// Any number: two first administrators at the same moment are one too many.
const setUpLock = 4_312_270_002

/** Whether anybody has an account already. */
export async function hasAccounts(house: Pick<House, 'db'>): Promise<boolean> {
  return (await house.db.selectFrom('accounts_users').select('id').limit(1).executeTakeFirst()) !== undefined
}

export interface FirstAdministrator {
  /** Six digits. */
  countyCode: string
  username: string
  name: string
  password: string
}

/**
 * Makes the first administrator and opens the county, whose divisions are taken from the list of the whole country
 * when nobody imported them. @throws access.not-found afterwards, input.invalid
 */
export async function setUp(ctx: Ctx, first: FirstAdministrator): Promise<void> {
  if (await hasAccounts(ctx)) throw problem('access.not-found')
  const division = await getCounty(ctx, first.countyCode)
  checkPassword(ctx, 'password', first.password, first.username, division.id)
  const hash = await passwordHash(first.password)
  await inTransaction(ctx, async (tx) => {
    await sql`select pg_advisory_xact_lock(${setUpLock})`.execute(tx.db)
    if (await hasAccounts(tx)) throw problem('access.not-found')
    const { username, name } = first
    const accountId = await createAccount(tx, { username, name, divisionId: division.id, passwordHash: hash })
    await appoint(tx, { accountId, post: 'administrator', divisionId: division.id })
    await setHomeCounty(tx, division.id)
    await startLists(tx, division.id, tx.house.lists.values())
    await appendEvent(tx, {
      type: 'people.account.set-up',
      subjectKind: 'people.account',
      subjectId: accountId,
      countyId: division.id,
      path: division.path,
    })
  })
}

async function getCounty(ctx: Ctx, code: string): Promise<Division> {
  const { house } = ctx
  if (!house.divisions.tree.findByCode(code)) {
    const list = countyListOf([code])
    if (list.counties.length > 0) {
      await importDivisions(house.db, rowsOfCounties(list), { now: ctx.now() })
      await reloadDivisions(house)
    }
  }
  const division = house.divisions.tree.findByCode(code)
  if (division?.level === county) return division
  throw fieldProblem('countyCode', label('没有这个县（区）代码', 'No county has this code'))
}
