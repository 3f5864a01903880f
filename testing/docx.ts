// Reads DOCX files back, as a reader of documents would: their words, and whether they are sound.
import { strFromU8, unzipSync } from 'fflate'

const partsOf = (docx: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(docx)).map(([name, content]) => [name, strFromU8(content)]))

const plain = (xml: string): string =>
  xml
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')

const wordsIn = (xml: string): string =>
  xml
    .split(/<\/w:p>/)
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(br|tab)\/>/g)]
        .map(([, text, sign]) => text ?? (sign === 'tab' ? '\t' : '\n'))
        .join(''),
    )
    .filter((line) => line !== '')
    .map(plain)
    .join('\n')

/** The words of a document, a line a paragraph: the page's head first, then the text. */
export function docxText(docx: Uint8Array): string {
  const parts = partsOf(docx)
  const heads = Object.keys(parts).filter((name) => /^word\/header\d+\.xml$/.test(name))
  return [...heads, 'word/document.xml'].map((name) => wordsIn(parts[name] ?? '')).join('\n')
}

/** The words of a document without the head of its pages. */
export const docxBody = (docx: Uint8Array): string => wordsIn(partsOf(docx)['word/document.xml'] ?? '')

/** What is wrong with a DOCX file: a part that is not well-formed, or one that is referred to and missing. */
export function docxProblem(docx: Uint8Array): string | null {
  const parts = partsOf(docx)
  for (const required of ['[Content_Types].xml', '_rels/.rels', 'word/document.xml'])
    if (!(required in parts)) return `${required} is missing`
  for (const [name, xml] of Object.entries(parts)) {
    if (!/\.(xml|rels)$/.test(name)) continue
    const fault = tagFault(xml)
    if (fault) return `${name}: ${fault}`
    for (const [, target] of name.endsWith('.rels') ? xml.matchAll(/Target="([^"]+)"/g) : [])
      if (!(targetOf(name, target as string) in parts)) return `${name} refers to ${target}, which is missing`
  }
  return null
}

/** The part a relation points to: relative to the folder above `_rels`. */
const targetOf = (relations: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : `${relations.replace(/_rels\/[^/]+$/, '')}${target}`

function tagFault(xml: string): string | null {
  const open: string[] = []
  for (const [, end, name, empty] of xml.matchAll(/<(\/?)([A-Za-z][\w:.-]*)[^<>]*?(\/?)>/g)) {
    if (empty) continue
    if (!end) open.push(name as string)
    else if (open.pop() !== name) return `</${name}> closes nothing`
  }
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : null
}
