// Looks for a text in every row of every table: the only proof that something is kept nowhere.
import { sql } from 'kysely'
import type { Db } from '../core/context.ts'

/** The tables with a row that holds the text, in any column and whatever its type, in order. */
export async function tablesWith(db: Db, text: string): Promise<string[]> {
  const tables = await sql<{ schema: string; name: string }>`select table_schema as schema, table_name as name
    from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`.execute(
    db,
  )
  const found: string[] = []
  for (const { schema, name } of tables.rows) {
    const hit = await sql<{ is: boolean }>`select exists (select 1 from ${sql.table(`${schema}.${name}`)} t
      where strpos(t::text, ${text}) > 0) as is`.execute(db)
    if (hit.rows[0]?.is) found.push(name)
  }
  return found
}
