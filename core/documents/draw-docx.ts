// Draws a document on A4 as DOCX. The same document gives the same bytes, so that its hash can be checked later.
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Tab,
  TextRun,
} from 'docx'
import type { WrittenDocument } from './document.ts'
import { drawPart } from './draw-part.ts'
import { bodyHalfPoints, fonts, smallHalfPoints, textWidth } from './page.ts'
import { fontTable, properties, sameBytes } from './same-bytes.ts'

// GB/T 9704-2012 §5.2: A4, 37 mm above, 28 mm at the binding, a text block of 156 mm × 225 mm.
const page = {
  page: {
    size: { width: '210mm', height: '297mm' },
    margin: { top: '37mm', left: '28mm', right: '26mm', bottom: '35mm', header: '20mm', footer: '25mm' },
  },
} as const

/** The document as a DOCX file of a few kilobytes. `at` stands in it as the moment it was written. */
export async function drawDocx(document: WrittenDocument, at: Date): Promise<Buffer> {
  const isCover = document.body.some((part) => part.part === 'cover')
  const drawn = new Document({
    styles: {
      default: {
        document: {
          run: { font: fonts.body, size: bodyHalfPoints, language: { value: 'en-US', eastAsia: 'zh-CN' } },
          paragraph: { spacing: { line: 360 } },
        },
      },
    },
    sections: [
      {
        properties: page,
        headers: { default: new Header({ children: [header(document)] }) },
        footers: { default: new Footer({ children: [footer()] }) },
        children: [...(isCover ? [] : titleOf(document)), ...document.body.flatMap(drawPart)],
      },
    ],
  })
  const file = await Packer.toBuffer(drawn, undefined, [
    { path: 'docProps/core.xml', data: properties(document, at) },
    { path: 'word/fontTable.xml', data: fontTable },
  ])
  return sameBytes(file)
}

const header = (document: WrittenDocument): Paragraph =>
  new Paragraph({
    tabStops: [{ type: 'right', position: textWidth }],
    children: [small(document.title), small(new Tab(), `编号：${document.no}`)],
  })

const footer = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [small('第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页')],
  })

const small = (...children: (string | Tab)[]): ParagraphChild =>
  new TextRun({ children, font: fonts.title, size: smallHalfPoints })

const titleOf = ({ office, title }: WrittenDocument): Paragraph[] => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 160 },
    children: [new TextRun({ text: office, font: fonts.title, size: 32 })],
  }),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 240 },
    keepNext: true,
    children: [new TextRun({ text: title, font: fonts.title, size: 44, bold: true })],
  }),
]
