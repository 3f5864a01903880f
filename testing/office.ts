// Opens documents as an office does, with a LibreOffice that is installed; `npm run office` installs one.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findOffice } from '../tools/office.ts'

const run = promisify(execFile)

/**
 * What LibreOffice reads of DOCX files, as plain text and in their order; null where none is installed. The program goes
 * on meanwhile: a server under test in the same process must not stand still.
 * @throws Error naming the file it could not open
 */
export async function readByOffice(files: readonly Uint8Array[]): Promise<string[] | null> {
  const program = findOffice()
  if (program === undefined) return null
  const folder = mkdtempSync(join(tmpdir(), 'lianfang-office-'))
  try {
    const names = files.map((_, i) => join(folder, `${i}.docx`))
    for (const [i, file] of files.entries()) writeFileSync(names[i] as string, file)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    const { stderr } = await run(
      program,
      [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, ...names],
      { timeout: 240_000 },
    )
    return files.map((_, i) => {
      try {
        return readFileSync(join(folder, `${i}.txt`), 'utf8')
      } catch {
        throw new Error(`LibreOffice did not open document ${i}: ${stderr}`)
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
