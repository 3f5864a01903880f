// Runs the program as a county does: `node server/main.js` with settings, its log at hand, stopped by a signal.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'

export interface ServerProcess {
  child: ChildProcess
  url: string
  /** Everything it has printed. */
  output(): string
  /** The objects it has logged. */
  log(): Record<string, unknown>[]
  /** Resolves with the code it ends with. */
  ended: Promise<number | null>
  /** Asks it to stop, and waits. */
  stop(): Promise<number | null>
}

const program = join(import.meta.dirname, '../server/main.js')

/** Starts it and resolves at once; `served` tells when it serves. */
export async function launchServer(
  env: Record<string, string>,
  args: readonly string[] = ['--empty'],
): Promise<ServerProcess> {
  const port = env.PORT ?? String(await freePort())
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'info', ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      child.emit('spoke')
    })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    url: `${env.TLS_CERT ? 'https' : 'http'}://127.0.0.1:${port}`,
    output: () => text,
    log: () =>
      text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line)),
    ended,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Resolves when it has said something. @throws Error with its words when it ends before */
export async function untilSaid(server: ServerProcess, words: string): Promise<void> {
  while (!server.output().includes(words)) {
    const hasEnded = await Promise.race([server.ended.then(() => true), once(server.child, 'spoke').then(() => false)])
    if (hasEnded && !server.output().includes(words)) throw new Error(`it ended: ${server.output()}`)
  }
}

/** Starts it and resolves when it serves. */
export async function startServer(env: Record<string, string>, args?: readonly string[]): Promise<ServerProcess> {
  const server = await launchServer(env, args)
  await untilSaid(server, '联防 Lianfang  ')
  return server
}

/** A port that nobody has at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
