// A process that reads events and notes each in a table, printing after every batch: to be killed.
import { sql } from 'kysely'
import type { House } from '../core/context.ts'
import { openDatabase } from '../core/db/db.ts'
import { advance, type EventSubscriber } from '../core/events/subscribers.ts'

const [url = ''] = process.argv.slice(2)
const database = openDatabase(url, { max: 2 })
// The reader needs of a house only its database and its clock.
const house = { db: database.kysely, now: () => new Date() } as unknown as House

const noter: EventSubscriber = {
  id: 'test.noter',
  wants: ['*'],
  handle: async (ctx, events) => {
    for (const event of events) await sql`insert into notes (event_id) values (${event.id})`.execute(ctx.db)
  },
}

for (;;) {
  const { handled, isFull, isHeld } = await advance(house, noter, 20)
  process.stdout.write(`batch ${handled}\n`)
  if (!isFull && !isHeld) break
}
await database.close()
