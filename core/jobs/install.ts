// The tables of the plan of jobs, made by the owner of the database, so that the program that works on them owns none.
import type pg from 'pg'
import PgBoss from 'pg-boss'
import { jobsSchema } from './schema.ts'

/**
 * Makes or upgrades them. A new queue is a new table: the function that makes it works for its owner, with nothing in its
 * search path that others may write to.
 */
export async function installJobs(client: pg.ClientBase): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    schema: jobsSchema,
    supervise: false,
    schedule: false,
  })
  await boss.start()
  await boss.stop({ graceful: false, wait: true })
  for (const made of ['create_queue(text, json)', 'delete_queue(text)'])
    await client.query(
      `alter function ${jobsSchema}.${made} security definer set search_path = pg_catalog, ${jobsSchema}, pg_temp;
       revoke execute on function ${jobsSchema}.${made} from public`,
    )
}
