// The key for signatures: the one given, or one made on the first start and kept where only we can read it.
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The key given in the settings; without one, that of DATA_DIR/secret, which is made when it is missing. */
export function keepSecret({ secret, dataDir }: { secret: string | null; dataDir: string }): string {
  if (secret !== null) return secret
  const file = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(file)) make(file)
  return readFileSync(file, 'utf8').trim()
}

/** Whole or not at all: of two processes that start at once, one makes it and the other reads that. */
function make(file: string): void {
  const own = `${file}.${process.pid}`
  writeFileSync(own, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(own, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(own)
  }
}
