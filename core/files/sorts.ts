// What kind of file it is, decided by its content: the name and the type that came with it prove nothing.
import { problem } from '../../contract/errors.ts'
import { label } from '../../contract/label.ts'
import type { Files } from '../db/tables.ts'

export type FileSort = Files['sort']

export interface Recognised {
  sort: FileSort
  /** The type it is kept and served as. */
  mediaType: string
  /** The type it came as, as `file-type` names it. */
  cameAs: string
}

/** Largest upload of each sort, in bytes. */
export const mostBytes: Record<FileSort, number> = { photo: 12_000_000, voice: 3_000_000, document: 10_000_000 }

/** The largest upload of all. */
export const largestUpload: number = Math.max(...Object.values(mostBytes))

const photos = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif']
// A recorder of a browser writes sound into the containers of video; they are served as what they are used for.
const voices: Record<string, string> = {
  'video/webm': 'audio/webm',
  'audio/webm': 'audio/webm',
  'audio/ogg': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'video/mp4': 'audio/mp4',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/mpeg': 'audio/mpeg',
  'audio/wav': 'audio/wav',
}

/** The extension a file is offered under when it is saved. */
export const extensions: Record<string, string> = {
  'image/jpeg': 'jpg',
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'application/pdf': 'pdf',
}

/**
 * Recognises an uploaded file by its content. `documents` also lets PDF in.
 * @throws input.not-this-type naming what is accepted
 */
export async function recogniseFile(path: string, { documents }: { documents: boolean }): Promise<Recognised> {
  const { fileTypeFromFile } = await import('file-type')
  const found = await fileTypeFromFile(path)
  const cameAs = found?.mime.split(';')[0] ?? 'application/octet-stream'
  if (photos.includes(cameAs)) return { sort: 'photo', mediaType: 'image/jpeg', cameAs }
  const voice = voices[cameAs]
  if (voice !== undefined) return { sort: 'voice', mediaType: voice, cameAs }
  if (documents && cameAs === 'application/pdf') return { sort: 'document', mediaType: cameAs, cameAs }
  throw problem('input.not-this-type', { detail: refusalOf(cameAs, documents) })
}

function refusalOf(cameAs: string, documents: boolean) {
  if (cameAs === 'image/heic' || cameAs === 'image/heif')
    return label(
      '暂不支持 HEIC 照片，请在手机相机设置中选“兼容性最佳”,或先转为 JPEG',
      'HEIC photos are not accepted: choose “Most Compatible” in the settings of the camera, or convert it to JPEG',
    )
  return documents
    ? label(
        '只接受照片（JPEG、PNG、WebP、AVIF、GIF）、语音（WebM、Ogg、MP4、M4A、MP3、WAV）和 PDF',
        'Accepted are photos (JPEG, PNG, WebP, AVIF, GIF), voice notes (WebM, Ogg, MP4, M4A, MP3, WAV) and PDF',
      )
    : label(
        '只接受照片（JPEG、PNG、WebP、AVIF、GIF）和语音（WebM、Ogg、MP4、M4A、MP3、WAV）',
        'Accepted are photos (JPEG, PNG, WebP, AVIF, GIF) and voice notes (WebM, Ogg, MP4, M4A, MP3, WAV)',
      )
}
