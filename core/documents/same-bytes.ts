// Takes out of a DOCX file what differs from one writing to the next: times, packing dates, numbers of pictures.
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import type { WrittenDocument } from './document.ts'

// The ZIP format tells local time and begins in 1980; these are read back by the same local clock, so they never vary.
const packedAt = new Date(1980, 0, 1, 0, 0, 0)

/** The same file with the parts in a fixed order under a fixed date, and pictures numbered from one. */
export function sameBytes(docx: Uint8Array): Buffer {
  const parts = unzipSync(docx)
  const packed: Zippable = {}
  for (const name of partOrder(Object.keys(parts))) {
    const content = parts[name] as Uint8Array
    packed[name] = name === 'word/document.xml' ? numbered(content) : content
  }
  return Buffer.from(zipSync(packed, { level: 6, mtime: packedAt, os: 3 }))
}

// ECMA-376 part 2 reads the types first; readers that stream rely on it.
const typesPart = '[Content_Types].xml'
const partOrder = (names: string[]): string[] => [typesPart, ...names.filter((name) => name !== typesPart).sort()]

function numbered(content: Uint8Array): Uint8Array {
  let count = 0
  return strToU8(
    strFromU8(content).replace(/<wp:docPr id="\d+"/g, () => {
      count += 1
      return `<wp:docPr id="${count}"`
    }),
  )
}

/** The properties of the file: title, office and when it was written; nobody's name. */
export const properties = ({ title, office, no }: WrittenDocument, at: Date): string => {
  const moment = `xsi:type="dcterms:W3CDTF">${at.toISOString()}`
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(`${title} ${no}`)}</dc:title><dc:creator>${escaped(office)}</dc:creator><cp:lastModifiedBy>${escaped(office)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created ${moment}</dcterms:created><dcterms:modified ${moment}</dcterms:modified></cp:coreProperties>`
}

const escaped = (text: string): string =>
  text.replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign] as string)

// What stands in where a font is missing: the names of the same faces elsewhere, then what a free system has.
const font = (name: string, instead: string, family: string): string =>
  `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="auto"/></w:font>`

/** The fonts of every document, with what may stand in for them. */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${font('仿宋', 'FangSong;仿宋_GB2312;STFangsong;Noto Serif CJK SC', 'modern')}${font('宋体', 'SimSun;STSong;Noto Serif CJK SC', 'roman')}${font('黑体', 'SimHei;STHeiti;Noto Sans CJK SC', 'swiss')}</w:fonts>`
