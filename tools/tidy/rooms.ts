// What every module has to bring besides code.
import type { SourceFile } from './project.ts'

const LONGEST_README = 30

/** Modules without a module.ts, or without a README of at most 30 lines: purpose, words, law, what is not done here. */
export function moduleFaults(files: SourceFile[]): string[] {
  const names = new Set(files.flatMap(({ path }) => /^modules\/([^/]+)\//.exec(path)?.[1] ?? []))
  return [...names].flatMap((name) => {
    const faults: string[] = []
    const readme = files.find(({ path }) => path === `modules/${name}/README.md`)
    if (!files.some(({ path }) => path === `modules/${name}/module.ts`)) {
      faults.push(`modules/${name} has no module.ts: define the module there.`)
    }
    if (!readme) faults.push(`modules/${name} has no README.md: purpose, words, law, and what is not done here.`)
    else if (readme.lines > LONGEST_README) {
      faults.push(`${readme.path} has ${readme.lines} lines: ${LONGEST_README} are enough.`)
    }
    return faults
  })
}
