// Plays a call log through the HTTP interface as live reports: npm run replay -- FILE.csv [--url U --token T] [--speed N]
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readCalls } from './replay/calls.ts'
import { keepPlace } from './replay/place.ts'
import { playCalls } from './replay/play.ts'
import { printReport, progressBar } from './replay/report.ts'
import { throwawayHouse } from './replay/throwaway.ts'

const usage = `npm run replay -- FILE.csv [options]
  --url URL          the server (default: a throwaway one, made for the area of the calls, and counted at the end)
  --token TOKEN      a machine token of that server whose account may open reports
  --speed N          N times as fast as it happened; 0 as fast as the server takes it (default 0)
  --connections N    requests at once, 1 to 64 (default 8)
  --limit N          only the first N calls
  --place FILE       where to note how far it came, so that a second run goes on (default FILE.csv.replayed)`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      token: { type: 'string' },
      speed: { type: 'string', default: '0' },
      connections: { type: 'string', default: '8' },
      limit: { type: 'string' },
      place: { type: 'string' },
    },
  })
  const file = positionals[0]
  if (file === undefined) throw new Error(usage)
  const all = readCalls(readFileSync(file, 'utf8'))
  const calls = values.limit === undefined ? all : all.slice(0, whole('limit', values.limit, 1, 100_000_000))
  const isThrowaway = values.url === undefined
  const target = isThrowaway
    ? await throwawayHouse(calls)
    : { url: values.url ?? '', token: values.token ?? '', close: async () => undefined }
  try {
    const place = keepPlace(isThrowaway ? null : (values.place ?? `${file}.replayed`))
    const report = await playCalls(calls, {
      url: target.url,
      token: target.token,
      speed: Number(values.speed),
      connections: whole('connections', values.connections, 1, 64),
      place,
      onProgress: progressBar(calls.length),
    })
    place.close()
    await printReport(report, 'count' in target ? await target.count() : null)
    if (report.rejected.size > 0 && report.accepted === 0) process.exitCode = 1
  } finally {
    await target.close()
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`--${name} must be a whole number from ${least} to ${most}, not "${text}"`)
  return value
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
})
