// Words that no column, no field, no source may hold: what we never record, real names, and our workshop.
import type { Code, Node, SourceFile } from './project.ts'
import { walk } from './project.ts'

/** The lawful need behind each has a substitute; see "What it never does" in the README. */
const NEVER_RECORDED = new Set(
  [
    ['face', 'faces', 'facial', 'fingerprint', 'fingerprints', 'palmprint', 'iris', 'retina', 'gait', 'voiceprint'],
    ['biometric', 'biometrics', 'dna', 'ethnic', 'ethnicity', 'race', 'racial', 'tribe', 'nationality'],
    ['religion', 'religious', 'faith', 'belief', 'politic', 'politics', 'political', 'petitioner', 'petitioners'],
    ['health', 'disease', 'illness', 'medical', 'disability', 'hiv', 'pregnant', 'pregnancy', 'psychiatric'],
    ['risk', 'risks', 'risky', 'suspicion', 'blacklist', 'watchlist', 'criminal', 'convict', 'offender', 'addict'],
  ].flat(),
)
const NEVER_RECORDED_ZH =
  /人脸|面部|指纹|掌纹|虹膜|声纹|步态|生物特征|民族|种族|宗教|信仰|政治面貌|党派|健康状况|病史|疾病|残疾|怀孕|风险人|重点人|前科|黑名单|上访/

/** The forbidden word in a name, read word by word: `surface` and `interface` hold none, `face_id` and `faceId` do. */
export function findForbiddenWord(name: string): string | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z]+/)
  return words.find((word) => NEVER_RECORDED.has(word)) ?? NEVER_RECORDED_ZH.exec(name)?.[0]
}

/** Tables and columns of migrations that would hold what we never record. */
export function forbiddenColumnFaults(files: SourceFile[]): string[] {
  return files
    .filter((file) => file.path.endsWith('.sql'))
    .flatMap((file) => {
      const bare = file.text.replace(/--[^\n]*/g, '').replace(/'(?:[^']|'')*'/g, "''")
      const names = new Set(bare.match(/[a-z_][a-z0-9_]*/gi))
      return [...names].flatMap((name) => refusal(`${file.path}: the name ${name}`, name))
    })
}

/** Fields of definitions and bodies that would hold it, by their names and by their labels. */
export function forbiddenFieldFaults(files: Code[]): string[] {
  return files.flatMap((file) => {
    const faults: string[] = []
    const check = (node: Node, text: unknown) => {
      const here = `${file.path}:${file.lineAt(node.start)}: the field ${text}`
      if (typeof text === 'string') faults.push(...refusal(here, text))
    }
    walk(file.program, (node, ancestors) => {
      if (node.type === 'Property' && isFieldsObject(ancestors)) {
        const key = node.key as Node
        check(node, key.name ?? key.value)
        walk(node.value as Node, (inner) => {
          if (isLabel(inner)) for (const argument of inner.arguments as Node[]) check(inner, argument.value)
          return undefined
        })
      }
      if (node.type === 'TSPropertySignature' && file.path.endsWith('tables.ts')) check(node, (node.key as Node).name)
      return undefined
    })
    return faults
  })
}

const isLabel = (node: Node) => node.type === 'CallExpression' && (node.callee as Node).name === 'label'

/** `fields: {…}`, `Type.Object({…})` and `object({…})`. */
function isFieldsObject(ancestors: readonly Node[]): boolean {
  const [holder, object] = ancestors.slice(-2)
  if (object?.type !== 'ObjectExpression') return false
  if (holder?.type === 'Property') return (holder.key as Node).name === 'fields'
  if (holder?.type !== 'CallExpression') return false
  const callee = holder.callee as Node
  return callee.name === 'object' || (callee.property as Node | undefined)?.name === 'Object'
}

function refusal(subject: string, text: string): string[] {
  const word = findForbiddenWord(text)
  return word
    ? [`${subject} holds "${word}", which is never recorded of anybody: see what the README offers instead.`]
    : []
}

const MAY_NAME_PLACES = /(^|\/)demo(\/|\.ts$)|\.(test|fixture)\.tsx?$|^(testing|e2e|docs)\/|\.md$/

/** Real places and people in the program itself; the demo and the tests may name them. */
export function nameFaults(files: SourceFile[], names: readonly string[]): string[] {
  return files
    .filter((file) => !MAY_NAME_PLACES.test(file.path))
    .flatMap((file) => {
      const found = names.find((name) => file.text.includes(name))
      return found ? [`${file.path} names ${found}: keep real names in demo.ts or tests; a county brings its own.`] : []
    })
}

const WORKSHOP = [/(?<![\w.])\/(home|Users|work)\/[a-z]/, /(?<!user[- ]?)\b(sub-?)?agents?\b/i, /\bLL[M]s?\b/]

/** Traces of the workshop: folders of somebody's machine, and tools that are nobody's business. */
export function workshopFaults(files: SourceFile[], commentsOf: (file: SourceFile) => string): string[] {
  return files.flatMap((file) => {
    const [folder, ...words] = WORKSHOP
    const prose = commentsOf(file)
    const found = folder?.exec(file.text) ?? words.map((word) => word.exec(prose)).find((match) => match !== null)
    return found ? [`${file.path} says "${found[0]}": say it without the workshop it was made in.`] : []
  })
}
