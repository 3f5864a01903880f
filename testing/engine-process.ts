// A process that starts the database and keeps adding rows, printing each as soon as it is acknowledged: to be killed.

import pg from 'pg'
import { startEngine } from '../core/db/engine.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const tell = (message: string) => say(`log ${message}`)
const [dataDir = ''] = process.argv.slice(2)

try {
  const log = { debug: tell, info: tell, warn: tell, error: tell }
  const engine = await startEngine({ dataDir, log })
  const client = new pg.Client({ connectionString: engine.url })
  client.on('error', (error) => tell(error.message))
  await client.connect()
  await client.query('create table if not exists marks (n bigserial primary key)')
  let going = true
  process.once('SIGTERM', () => {
    going = false
  })
  say(`ready ${engine.url}`)
  while (going) {
    const { rows } = await client.query<{ n: string }>('insert into marks default values returning n')
    say(`row ${rows[0]?.n}`)
  }
  await client.end()
  await engine.stop()
  say('stopped')
} catch (error) {
  say(`failed ${(error as Error).message}`)
  process.exitCode = 1
}
