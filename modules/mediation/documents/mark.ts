// A drawn signature as a picture: the strokes in ink, cut to what was drawn. The same strokes give the same picture.
import { type Label, label } from '../../../contract/label.ts'
import type { Strokes } from '../../../contract/paper.ts'
import type { Mark } from '../../../core/documents/document.ts'
import { momentWords } from './wording.ts'

export type Way = 'screen' | 'link'

/** How it was signed, in words. */
export const wayWords: Record<Way, Label> = {
  screen: label('在调解员的设备上手写', "By hand on the mediator's screen"),
  link: label('当事人在自己手机上手写，凭查询码和验证数字', 'By hand on their own phone, by tracking code and digits'),
}

/** Half the width of the pen, and the white around what was drawn. */
const nib = 3
const margin = 8

/** Draws the strokes; the note says when and how. */
export async function markOf(strokes: Strokes, way: Way, at: Date): Promise<Mark> {
  const { grey, width, height } = inked(strokes)
  const { default: sharp } = await import('sharp')
  const content = await sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
  return { sort: 'png', content, width, height, note: `${momentWords(at.toISOString())}　${wayWords[way].zh}` }
}

interface Picture {
  /** A byte a pixel: 255 is white. */
  grey: Buffer
  width: number
  height: number
}

// Pixel by pixel and not by way of SVG, which the house reads from nobody.
function inked(strokes: Strokes): Picture {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0))
  const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1))
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin]
  const width = Math.max(...xs) + margin - left
  const height = Math.max(...ys) + margin - top
  const picture = { grey: Buffer.alloc(width * height, 255), width, height }
  for (const stroke of strokes)
    for (let i = 0; i + 1 < stroke.length; i += 2) {
      const [x = 0, y = 0, nextX = x, nextY = y] = stroke.slice(i, i + 4)
      drawLine(picture, x - left, y - top, nextX - left, nextY - top)
    }
  return picture
}

/** Inks every pixel by how near it is to the line, so that edges are smooth. */
function drawLine({ grey, width, height }: Picture, x1: number, y1: number, x2: number, y2: number): void {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const square = dx * dx + dy * dy
  for (let y = Math.max(0, Math.min(y1, y2) - nib - 1); y <= Math.min(height - 1, Math.max(y1, y2) + nib + 1); y++)
    for (let x = Math.max(0, Math.min(x1, x2) - nib - 1); x <= Math.min(width - 1, Math.max(x1, x2) + nib + 1); x++) {
      const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / square))
      const away = Math.hypot(x - x1 - along * dx, y - y1 - along * dy) - nib
      const shade = Math.round(255 * Math.min(1, Math.max(0, away + 0.5)))
      const at = y * width + x
      if (shade < (grey[at] as number)) grey[at] = shade
    }
}
