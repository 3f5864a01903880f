// Photos are drawn anew: no larger than a screen needs, upright, and without where, when and by which phone they were taken.
import sharp from 'sharp'
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'

export interface Redrawn {
  content: Buffer
  width: number
  height: number
}

const longestSidePx = 2048
const quality = 82
const timeoutS = 30
// A phone's 108-megapixel JPEG is read at an eighth of its size; the other formats have to be unpacked whole.
const mostPixels = { jpeg: 120_000_000, other: 50_000_000 }

// Every photo is another one, so libvips' memory of past files would only hold on to them.
sharp.cache(false)
// The queue decides how many run at once; each takes one processor.
sharp.concurrency(1)
// Only the readers of what is accepted: a drawing in SVG could name other files, and rarer readers have rarer faults.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadHeif',
    'VipsForeignLoadNsgif',
  ],
})

/**
 * Draws a photo as JPEG of at most 2048 pixels a side, without any metadata.
 * @throws input.too-large for too many pixels, input.not-this-type for a damaged file
 */
export async function redrawPhoto(path: string, cameAs: string): Promise<Redrawn> {
  const limit = cameAs === 'image/jpeg' ? mostPixels.jpeg : mostPixels.other
  try {
    const { data, info } = await sharp(path, { limitInputPixels: limit, sequentialRead: true, failOn: 'error' })
      .timeout({ seconds: timeoutS })
      .autoOrient()
      .resize({ width: longestSidePx, height: longestSidePx, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true })
    return { content: data, width: info.width, height: info.height }
  } catch (fault) {
    throw refusalOf(fault as Error, limit)
  }
}

function refusalOf(fault: Error, limit: number) {
  const megapixels = limit / 1_000_000
  if (/pixel limit/i.test(fault.message))
    return problem('input.too-large', {
      detail: label(`照片不能超过${megapixels}百万像素`, `A photo has at most ${megapixels} megapixels`),
    })
  return problem('input.not-this-type', {
    detail: label('照片已损坏，打不开', 'The photo is damaged and cannot be opened'),
  })
}
