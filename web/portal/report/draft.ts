// What somebody is writing: kept on the phone until the server has acknowledged it, then gone.
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { type Label, label } from '../../../contract/label.ts'
import type { Placed } from '../../../ui/phone/map/placed.ts'
import type { ReportStep } from '../route.ts'

export interface Attachment {
  /** Names the bytes on this phone, and the upload, so that a repeated upload is not a second file. */
  key: string
  name: string
  bytes: number
  /** Set once the server has it. */
  fileId: string | null
  /** Length of a voice note. */
  seconds?: number
}

export interface Draft {
  /** The id the report will have: made here, so that the same report sent twice stays one. */
  id: string
  /** Names the request. Not the id: that becomes known to staff, and whoever can repeat a request gets its receipt. */
  key: string
  category: string | null
  account: string
  where: 'map' | 'words'
  point: Placed | null
  divisionId: number | null
  whereabouts: string
  anonymous: boolean
  name: string
  phone: string
  photos: Attachment[]
  voice: Attachment | null
  /** Bodies sent without an answer: one of them may have arrived. */
  unanswered: string[]
}

export const longest = { account: 2000, whereabouts: 200, name: 60, photos: 6 }

export const newDraft = (): Draft => ({
  id: uuidv7(),
  key: uuidv4(),
  category: null,
  account: '',
  where: 'map',
  point: null,
  divisionId: null,
  whereabouts: '',
  anonymous: false,
  name: '',
  phone: '',
  photos: [],
  voice: null,
  unanswered: [],
})

/** Whether anything was entered that somebody would miss. */
export const isBegun = (d: Draft): boolean =>
  d.category !== null || d.account !== '' || d.point !== null || d.photos.length > 0 || d.voice !== null

/** A stored draft, or a new one when what is stored is not one (an older version of this page, a full phone). */
export function readDraft(stored: unknown): Draft {
  const fresh = newDraft()
  if (typeof stored !== 'object' || stored === null) return fresh
  const held = stored as Record<string, unknown>
  const fits = Object.entries(fresh).every(
    ([name, value]) => name in held && (value === null || typeof held[name] === typeof value),
  )
  return fits ? ({ ...fresh, ...held } as Draft) : fresh
}

const phonePattern = /^[0-9+][0-9 -]{4,19}$/

export interface Gap {
  step: ReportStep
  field: 'category' | 'account' | 'point' | 'whereabouts' | 'phone'
  says: Label
}

/** What still keeps a draft from being sent, in the order of the steps. */
export function gapsOf(d: Draft): Gap[] {
  const gaps: Gap[] = []
  if (d.category === null)
    gaps.push({ step: 'kind', field: 'category', says: label('请选一个类别', 'Choose what it is about') })
  if (d.account.trim() === '' && (!d.voice || d.anonymous))
    gaps.push({
      step: 'account',
      field: 'account',
      says: d.anonymous
        ? label('匿名报告请写一句话', 'An anonymous report needs a written sentence')
        : label('请写一句话，或者说一段语音', 'Write a sentence, or record a voice note'),
    })
  if (d.where === 'map' && !d.point)
    gaps.push({
      step: 'place',
      field: 'point',
      says: label('请在地图上点一下，或选「用文字说明」', 'Tap the map, or choose "describe it"'),
    })
  if (d.where === 'words' && d.whereabouts.trim() === '')
    gaps.push({ step: 'place', field: 'whereabouts', says: label('请写明在哪里', 'Say where it is') })
  if (!d.anonymous && d.phone.trim() !== '' && !phonePattern.test(d.phone.trim()))
    gaps.push({
      step: 'send',
      field: 'phone',
      says: label('电话只能有数字、空格和横线，例如 0745-6222110', 'A phone number has digits, spaces and dashes only'),
    })
  return gaps
}

/** What goes along: an anonymous report has no voice, since a voice tells who speaks. */
export const attachmentsOf = (d: Draft): Attachment[] => [...d.photos, ...(d.voice && !d.anonymous ? [d.voice] : [])]

/** The request body. An anonymous report carries nothing of who wrote it, whatever was typed before the switch. */
export function bodyOf(d: Draft): string {
  const name = d.name.trim()
  const phone = d.phone.trim()
  const whereabouts = d.whereabouts.trim()
  const data = {
    category: d.category,
    account: d.account.trim() === '' ? '(见语音 / see the voice note)' : d.account.trim(),
    ...(d.where === 'map' && d.point ? { place: { lng: d.point.lng, lat: d.point.lat } } : {}),
    ...(whereabouts === '' ? {} : { whereabouts }),
    ...(d.anonymous || (name === '' && phone === '')
      ? {}
      : { contact: { ...(name === '' ? {} : { name }), ...(phone === '' ? {} : { phone }) } }),
    ...fileIds('photos', d.photos),
    ...fileIds('voice', d.voice && !d.anonymous ? [d.voice] : []),
  }
  const place = d.where === 'words' && d.divisionId !== null ? { divisionId: d.divisionId } : {}
  return JSON.stringify({ id: d.id, ...place, ...(d.anonymous ? { anonymous: true } : {}), data })
}

const fileIds = (field: 'photos' | 'voice', held: readonly Attachment[]) => {
  const ids = held.flatMap((a) => (a.fileId === null ? [] : [a.fileId]))
  return ids.length === 0 ? {} : { [field]: ids }
}

/** The step to show for a field the server found fault with (`data.place.lng` and the like). */
export function stepOfField(field: string): ReportStep {
  if (field.includes('category')) return 'kind'
  if (/account|photos|voice/.test(field)) return 'account'
  if (/place|whereabouts|division/.test(field)) return 'place'
  return 'send'
}
