// The key for signatures: the one given, or one made on the first start and kept where only we can read it.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The key given in the settings; without one, that of DATA_DIR/secret, which is made when it is missing. */
export function keepSecret({ secret, dataDir }: { secret: string | null; dataDir: string }): string {
  if (secret !== null) return secret
  const file = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
