// Adds to the built web what installs the field app: manifests, icons, and the service worker with its list of files.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Plugin } from 'vite'
import { languages } from '../contract/label.ts'
import { iconSizes, manifestIn } from '../web/field/manifest.ts'

const web = join(import.meta.dirname, '../web')
const page = 'f/index.html'
const worker = 'f/worker.js'
/** Stands in the worker's source where the list of files goes. */
const mark = '__PRECACHE__'

/** A file and what is in it. */
type Made = [fileName: string, content: string | Uint8Array]

type Bundle = Parameters<Extract<NonNullable<Plugin['generateBundle']>, (...args: never[]) => unknown>>[1]

export const fieldFiles: Plugin = {
  name: 'field-files',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'chunk', id: join(web, 'field/worker/worker.ts'), fileName: worker })
  },
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const made: Made[] = [...(await icons()), ...manifests()]
      for (const [fileName, source] of made) this.emitFile({ type: 'asset', fileName, source })
      const chunk = bundle[worker]
      if (chunk?.type !== 'chunk' || !chunk.code.includes(mark)) throw new Error(`${worker} has no place for its list`)
      if (chunk.imports.length > 0) throw new Error(`${worker} imports ${chunk.imports}: keep it in one file`)
      chunk.code = chunk.code.replace(mark, JSON.stringify(JSON.stringify(filesOf(bundle, made))).slice(1, -1))
    },
  },
}

/** Every file the app is made of, with a digest of what is in it: the worker fetches again only what changed. */
function filesOf(bundle: Bundle, made: readonly Made[]): { url: string; digest: string }[] {
  const names = new Set([page])
  const follow = (name: string) => {
    if (names.has(name)) return
    names.add(name)
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk') return
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) follow(next)
    for (const asset of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])])
      follow(asset)
  }
  const html = contentOf(bundle, page).toString()
  for (const [, file] of html.matchAll(/(?:src|href)="\/((?:assets|f)\/[^"]+)"/g))
    if (file && file in bundle) follow(file)
  const contents = new Map([...[...names].map((name): Made => [name, contentOf(bundle, name)]), ...made])
  return [...contents].sort().map(([name, content]) => ({ url: `/${name}`, digest: digestOf(content) }))
}

function contentOf(bundle: Bundle, name: string): string | Uint8Array {
  const file = bundle[name]
  if (!file) throw new Error(`${name} is not among the built files`)
  return file.type === 'chunk' ? file.code : file.source
}

const digestOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex').slice(0, 16)

const manifests = (): Made[] =>
  languages.map((language) => [`f/manifest.${language}.webmanifest`, JSON.stringify(manifestIn(language))])

/** The app's sign as phones want it: with round corners, and to the edge for those that cut their own shape. */
async function icons(): Promise<Made[]> {
  const drawn = readFileSync(join(web, 'icon.svg'), 'utf8')
  const sign = /<\/title><rect[^>]*\/>(.*)<\/svg>/s.exec(drawn)?.[1]
  if (!sign) throw new Error('web/icon.svg is not drawn as expected: a ground, then the sign')
  const masked = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="#11283d"/><g transform="translate(3.2 3.2) scale(.8)">${sign}</g></svg>`
  return Promise.all(
    iconSizes.flatMap((size) =>
      (
        [
          ['', drawn],
          ['maskable-', masked],
        ] as const
      ).map(
        async ([kind, svg]): Promise<Made> => [
          `f/icon-${kind}${size}.png`,
          await sharp(Buffer.from(svg), { density: (72 * size) / 32 })
            .resize(size, size)
            .png()
            .toBuffer(),
        ],
      ),
    ),
  )
}
