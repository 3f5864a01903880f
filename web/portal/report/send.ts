// Sends a draft: first its files, then the report. Every part may be repeated without doubling.
import { label } from '../../../contract/label.ts'
import { postReport, type ReceiptView, uploadFile } from '../api.ts'
import type { Outcome } from '../trouble.ts'
import { findBlob } from './blobs.ts'
import { attachmentsOf, bodyOf, type Draft } from './draft.ts'

export interface Progress {
  sentBytes: number
  ofBytes: number
}

export interface Sent extends ReceiptView {
  /** True when an earlier attempt had arrived after all, without what was changed since. */
  earlier: boolean
}

interface Drafting {
  present: () => Draft
  change: (patch: Partial<Draft>) => void
}

export async function sendReport(drafting: Drafting, onProgress: (p: Progress) => void): Promise<Outcome<Sent>> {
  const uploaded = await uploadAll(drafting, onProgress)
  if (!uploaded.ok) return uploaded
  const draft = drafting.present()
  const body = bodyOf(draft)
  // Remembered before it leaves: a phone that dies now asks again with the same words.
  drafting.change({ unanswered: [...draft.unanswered.filter((b) => b !== body), body] })
  const outcome = await postReport(body, draft.key)
  if (outcome.ok) return { ok: true, value: { ...outcome.value, earlier: false } }
  if (outcome.trouble.code === 'request.duplicate-key') {
    const first = await askForEarlier(draft)
    if (first) return { ok: true, value: { ...first, earlier: true } }
  }
  if (!outcome.trouble.unknown) drafting.change({ unanswered: draft.unanswered })
  return outcome
}

/** The key was used for other words: one of the earlier attempts arrived. Repeating it brings its receipt. */
async function askForEarlier(draft: Draft): Promise<ReceiptView | undefined> {
  for (const body of draft.unanswered) {
    const outcome = await postReport(body, draft.key)
    if (outcome.ok) return outcome.value
  }
  return undefined
}

async function uploadAll(drafting: Drafting, onProgress: (p: Progress) => void): Promise<Outcome<null>> {
  const all = attachmentsOf(drafting.present())
  const ofBytes = all.reduce((sum, a) => sum + a.bytes, 0)
  let before = all.reduce((sum, a) => sum + (a.fileId === null ? 0 : a.bytes), 0)
  for (const attachment of all.filter((a) => a.fileId === null)) {
    const blob = await findBlob(attachment.key)
    if (!blob) {
      drafting.change(without(drafting.present(), attachment.key))
      return { ok: false, trouble: lost }
    }
    const from = before
    const outcome = await uploadFile(blob, attachment.name, attachment.key, (sent) =>
      onProgress({ sentBytes: Math.min(ofBytes, from + sent), ofBytes }),
    )
    if (!outcome.ok) return outcome
    drafting.change(withFileId(drafting.present(), attachment.key, outcome.value.id))
    before += attachment.bytes
    onProgress({ sentBytes: before, ofBytes })
  }
  return { ok: true, value: null }
}

const lost = {
  code: 'portal.attachment-lost',
  says: label(
    '有一张照片或一段语音已经不在手机里，已从报告中去掉。请重新添加，或直接发送。',
    'A photo or voice note is no longer on this phone and was taken out. Add it again, or send without it.',
  ),
  fields: [],
  unknown: false,
}

const without = (d: Draft, key: string): Partial<Draft> => ({
  photos: d.photos.filter((a) => a.key !== key),
  voice: d.voice?.key === key ? null : d.voice,
})

const withFileId = (d: Draft, key: string, fileId: string): Partial<Draft> => ({
  photos: d.photos.map((a) => (a.key === key ? { ...a, fileId } : a)),
  voice: d.voice?.key === key ? { ...d.voice, fileId } : d.voice,
})
