// Draws each part of a document: text, forms, tables, places to sign.
import {
  AlignmentType,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Mark, Part, SigningPlace } from './document.ts'
import { bodyHalfPoints, fonts, tableHalfPoints, textWidth } from './page.ts'

/** What stands on the page for one part. `leads` keeps its last line with what follows, so that nobody signs an empty page. */
export function drawPart(part: Part, leads: boolean): (Paragraph | Table)[] {
  switch (part.part) {
    case 'heading':
      return [
        new Paragraph({
          keepNext: true,
          spacing: { before: 120 },
          children: [new TextRun({ text: part.text, font: fonts.heading })],
        }),
      ]
    case 'text':
      return part.text.split('\n').map((line, i, lines) => runningText(line, leads && i === lines.length - 1))
    case 'lines':
      return part.rows.map(([name, value], i, rows) => labelled(name, value, leads && i === rows.length - 1))
    case 'form':
      return [
        ruled(
          part.rows.map((row) => formRow(row)),
          formGrid,
        ),
        gap(),
      ]
    case 'table':
      return [drawTable(part), gap()]
    case 'signing':
      return drawSigning(part)
    case 'cover':
      return [...part.lines.map((text, i) => coverLine(text, i === 0)), coverLine('', true)]
  }
}

// 四号 is 14 points: two characters are 560 twentieths of a point.
const runningText = (text: string, keepNext: boolean): Paragraph =>
  new Paragraph({ keepNext, alignment: AlignmentType.BOTH, indent: { firstLine: 560 }, children: [new TextRun(text)] })

const labelled = (name: string, value: string, keepNext: boolean): Paragraph =>
  new Paragraph({
    keepNext,
    children: [new TextRun({ text: `${name}：`, font: fonts.heading }), ...linesOf(value === '' ? room : value)],
  })

const room = '＿'.repeat(12)

const linesOf = (text: string, size = bodyHalfPoints): TextRun[] =>
  text.split('\n').map((line, i) => new TextRun({ text: line, size, ...(i > 0 ? { break: 1 } : {}) }))

const gap = (keepNext = false): Paragraph => new Paragraph({ keepNext, spacing: { line: 240 }, children: [] })

// A form has six columns: a label takes one, a value what is left to it.
const formGrid = [1474, 1474, 1474, 1474, 1474, 1474]

function formRow(row: readonly string[]): TableRow {
  const pairs = row.length / 2
  const span = 6 / pairs - 1
  return new TableRow({
    cantSplit: row.every((cell) => cell.length < 400),
    children: row.map((text, i) => cell(text, i % 2 === 0 ? { isLabel: true } : { span })),
  })
}

function cell(text: string, { isLabel = false, span = 1 }: { isLabel?: boolean; span?: number }): TableCell {
  return new TableCell({
    columnSpan: span,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          spacing: { line: 320 },
          alignment: isLabel ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [new TextRun({ text: line, size: tableHalfPoints, ...(isLabel ? { font: fonts.heading } : {}) })],
        }),
    ),
  })
}

const ruled = (rows: TableRow[], columnWidths: readonly number[]): Table =>
  new Table({
    rows,
    columnWidths: [...columnWidths],
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
  })

function drawTable({ head, widths, rows }: Extract<Part, { part: 'table' }>): Table {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const headRow = new TableRow({ tableHeader: true, children: head.map((text) => cell(text, { isLabel: true })) })
  const bodyRows = rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text, {})) }))
  return ruled(
    [headRow, ...bodyRows],
    widths.map((width) => Math.floor((width / whole) * textWidth)),
  )
}

function drawSigning({ places, seals, day }: Extract<Part, { part: 'signing' }>): Paragraph[] {
  const closing = [...seals.map((office) => `${office}（印章）`), day]
  return [
    gap(true),
    ...places.flatMap(signingPlace),
    ...closing.map(
      (text, i) =>
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          keepNext: i < closing.length - 1,
          keepLines: true,
          spacing: { before: i === 0 ? 480 : 120 },
          children: [new TextRun(text)],
        }),
    ),
  ]
}

const signingPlace = ({ label, marks }: SigningPlace): Paragraph[] => [
  new Paragraph({
    keepNext: true,
    keepLines: true,
    spacing: marks.length > 0 ? { before: 200, line: 240 } : { before: 400 },
    children: [new TextRun(`${label}：`), ...marks.map((mark, i) => picture(mark, `${label} ${i + 1}`))],
  }),
  ...marks.map(
    (mark) =>
      new Paragraph({ keepNext: true, indent: { left: 560 }, children: [new TextRun({ text: mark.note, size: 18 })] }),
  ),
]

// Pixels at 96 a CSS inch: a signature is about 12 mm high and never wider than 60 mm.
const mostHigh = 46
const mostWide = 226

function picture({ sort, content, width, height }: Mark, name: string): ImageRun {
  const scale = Math.min(mostHigh / height, mostWide / width)
  return new ImageRun({
    type: sort,
    data: content,
    transformation: { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) },
    altText: { name, description: name },
  })
}

const coverLine = (text: string, isTitle: boolean): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: isTitle ? 1200 : 240, after: isTitle ? 900 : 0 },
    children: [new TextRun({ text, font: fonts.title, size: isTitle ? 72 : 32, bold: isTitle })],
  })
