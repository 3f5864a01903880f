// One document as DOCX, and the whole file as one ZIP with the hashes of all that is in it.
import type { Readable } from 'node:stream'
import { problem } from '../../../contract/errors.ts'
import { logExport } from '../../../core/access/log.ts'
import type { Ctx } from '../../../core/context.ts'
import { type PackedFile, packFiles } from '../../../core/documents/pack.ts'
import { extensions } from '../../../core/files/sorts.ts'
import { dispute } from '../dispute.matter.ts'
import { documentsOf } from './documents-of.ts'
import { filesOf } from './queries.ts'
import type { ReadCase } from './read-case.ts'

export interface Download {
  fileName: string
  mediaType: string
  content: Buffer | Readable
}

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** One document of a case. @throws access.not-found when the case did not get that far */
export async function downloadDocument(ctx: Ctx, read: ReadCase, id: string): Promise<Download> {
  const document = documentsOf(read.file).find((each) => each.id === id)
  if (!document) throw problem('access.not-found')
  await logFile(ctx, read, [id])
  const { drawDocx } = await import('../../../core/documents/draw-docx.ts')
  return {
    fileName: `${read.file.no}-${document.title}.docx`,
    mediaType: docxType,
    content: await drawDocx(document, read.changedAt),
  }
}

/** The whole file of a case: every document in order, then what was uploaded to it. */
export async function downloadFile(ctx: Ctx, read: ReadCase): Promise<Download> {
  const { file, changedAt } = read
  const { drawDocx } = await import('../../../core/documents/draw-docx.ts')
  const documents = documentsOf(file)
  const written: PackedFile[] = []
  for (const [i, document] of documents.entries()) {
    const name = `${String(i + 1).padStart(2, '0')}-${document.title}.docx`
    written.push({ name, content: await drawDocx(document, changedAt) })
  }
  const attached = await attachedFiles(ctx, read)
  await logFile(
    ctx,
    read,
    documents.map((each) => each.id),
  )
  return {
    fileName: `${file.no}-卷宗.zip`,
    mediaType: 'application/zip',
    content: await packFiles(ctx.house, [...written, ...attached], changedAt),
  }
}

const logFile = (ctx: Ctx, { matter }: ReadCase, documents: readonly string[]): Promise<void> =>
  logExport(ctx, {
    kind: dispute.kind,
    subjectIds: [matter.id],
    fields: documents.map((id) => `document:${id}`),
    countyId: matter.county_id,
  })

async function attachedFiles(ctx: Ctx, { file, matter, tasks }: ReadCase): Promise<PackedFile[]> {
  const { data } = file
  const groups: [name: string, ids: readonly string[] | undefined][] = [
    ['登记照片', data.photos],
    ...(data.investigations ?? []).map((each, i) => [`调查${i + 1}照片`, each.photos] as [string, string[]]),
    ...(data.sessions ?? []).flatMap((each, i): [string, string[] | undefined][] => [
      [`调解${i + 1}录音`, each.voice],
      [`调解${i + 1}签字页`, each.signed],
    ]),
    ['协议签字盖章件', data.signedCopies],
    ...file.obligations.map((each, i) => [`履行${i + 1}凭证`, each.data.evidence] as [string, string[]]),
  ]
  const all = groups.flatMap(([, ids]) => ids ?? [])
  const known = await filesOf(ctx, all, [matter.id, ...tasks.map((task) => task.id)])
  return groups.flatMap(([name, ids]) =>
    (ids ?? []).flatMap((id, i) => {
      const stored = known.get(id)
      if (!stored) return []
      const { sha256, bytes, media_type } = stored
      return [{ name: `附件/${name}-${i + 1}.${extensions[media_type] ?? 'bin'}`, stored: { id, sha256, bytes } }]
    }),
  )
}
