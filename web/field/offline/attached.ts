// Pictures and sounds on the phone: sealed as they come, named by the commands they belong to.
import type { TSchema } from 'typebox'
import { filesOf, withFiles } from '../../../contract/checklist/form.ts'
import { marksOf, recordFields } from '../../../contract/fields.ts'
import { findKind } from '../../modules.ts'
import type { Phone, Session } from './phone.ts'

const naming = ['files', 'checklist']

/** Fields that name files: by themselves, in records, or in answers. */
function filesFields(kind: string): string[] {
  const fields = (findKind(kind)?.fields ?? {}) as Record<string, TSchema>
  return Object.keys(fields).filter((name) => namesFiles(name, fields[name]))
}

const namesFiles = (name: string, schema: TSchema | undefined): boolean =>
  naming.includes(marksOf(schema, name)['x-widget']) ||
  Object.entries((schema && recordFields(schema)) ?? {}).some(([inner, of]) => namesFiles(inner, of))

/** Ids of files that the data of a command names. */
export const attachedTo = (kind: string, data: Record<string, unknown>): string[] =>
  filesFields(kind).flatMap((field) => filesOf(data[field]))

/** The data with every file under the id by which the server keeps it. */
export function withServerFiles(
  kind: string,
  data: Record<string, unknown>,
  fileIdOf: (id: string) => string,
): Record<string, unknown> {
  const named = filesFields(kind).filter((field) => data[field] !== undefined)
  return { ...data, ...Object.fromEntries(named.map((field) => [field, withFiles(data[field], fileIdOf)])) }
}

/** Whether a refusal is about a field of files: what it named is no longer there, or never came. */
export const isAboutFiles = (kind: string, errors: readonly { field: string }[]): boolean => {
  const fields = filesFields(kind).map((name) => `data.${name}`)
  return errors.some(({ field }) => fields.some((name) => field === name || field.startsWith(`${name}.`)))
}

interface Packed {
  name: string
  type: string
}

const place = (id: string) => `files/${id}`

/** A file as it is sealed: a line that says what it is, then its bytes. */
async function pack(blob: Blob, name: string): Promise<ArrayBuffer> {
  const head: Packed = { name, type: blob.type }
  return new Blob([`${JSON.stringify(head)}\n`, blob]).arrayBuffer()
}

function unpack(bytes: ArrayBuffer): Blob {
  const all = new Uint8Array(bytes)
  const end = all.indexOf(10)
  const { type } = JSON.parse(new TextDecoder().decode(all.subarray(0, end))) as Packed
  return new Blob([all.subarray(end + 1)], { type })
}

export async function keepBlob(
  phone: Phone,
  { sealer, held }: Session,
  id: string,
  blob: Blob,
  name: string,
): Promise<void> {
  const file = { id, size: blob.size, sent: 0, fileId: null }
  const sealed = await sealer.sealBytes(place(id), await pack(blob, name))
  await phone.store.files.put({ ...file, sealed })
  held.files.set(id, file)
}

/** A kept file, by the id it got here or by the server's; null when it is not on this phone. */
export async function readBlob(phone: Phone, { sealer, held }: Session, id: string): Promise<Blob | null> {
  const file = held.files.get(id) ?? [...held.files.values()].find(({ fileId }) => fileId === id)
  const row = file && (await phone.store.files.get(file.id))
  return row ? unpack(await sealer.openBytes(place(row.id), row.sealed)) : null
}

export async function noteUpload(
  phone: Phone,
  { held }: Session,
  id: string,
  told: { sent: number; fileId: string | null },
): Promise<void> {
  const file = held.files.get(id)
  if (!file) return
  await phone.store.files.update(id, told)
  held.files.set(id, { ...file, ...told })
}
