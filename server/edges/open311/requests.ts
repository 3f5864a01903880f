// Requests as the public sees them: what, where, how far; a key that may read the matter gets the account as well.
import { fieldFilter, readingPosts } from '../../../contract/access.ts'
import { dayOf } from '../../../contract/calendar.ts'
import type { MatterKind } from '../../../contract/kind.ts'
import { type Label, label } from '../../../contract/label.ts'
import { logRead } from '../../../core/access/log.ts'
import type { MatterRecord } from '../../../core/db/tables.ts'
import { divisionView } from '../../../core/divisions/view.ts'
import { codeHash } from '../../../core/events/digest.ts'
import { centreOfCell } from '../../../core/geo/cells.ts'
import { readCode } from '../../../core/matters/codes.ts'
import { findMatters, sharedPostsOf } from '../../../core/matters/load.ts'
import { accessFacts } from '../../../core/matters/record.ts'
import { unitNames } from '../../../core/matters/view.ts'
import { report } from '../../../modules/reports/report.matter.ts'
import { isCoarse } from '../../../modules/reports/rules.ts'
import type { ListAnswer, Row } from './answer.ts'
import { listOf, momentOf, wholeOf } from './parameters.ts'
import { countiesOf, findByNumber, findNumberByCode, type RequestsAsked, requestsOf } from './queries.ts'
import { unknown, wrong } from './refuse.ts'
import { allServices, type Service } from './services.ts'
import type { Speaker } from './speaker.ts'

const kind = report as unknown as MatterKind
const dayMs = 86_400_000
const longestDays = 90
/** The standard answers with at most 1000 requests; asking for pages cannot make that more. */
export const mostRows = 1000
const mostPages = 100
const mostIds = 200
const mostMerges = 10

/** GET requests */
export async function listRequests(speaker: Speaker): Promise<ListAnswer> {
  const asked = readAsked(speaker)
  return answerOf(speaker, asked.countyIds.length === 0 ? [] : await requestsOf(speaker.ctx, asked))
}

/** GET requests/:id. @throws 404 */
export async function getRequest(speaker: Speaker, no: string): Promise<ListAnswer> {
  const found = await findByNumber(speaker.ctx, no)
  if (found) return answerOf(speaker, [found])
  throw unknown('service_request_id', '没有这个编号的事项', 'There is no request with this number')
}

/** GET tokens/:id: a tracking code, or the number itself, which is given at once here. @throws 404 */
export async function getToken({ ctx }: Speaker, token: string): Promise<ListAnswer> {
  const code = readCode(token)
  const no =
    code === null ? (await findByNumber(ctx, token))?.no : await findNumberByCode(ctx, codeHash(ctx.house.secret, code))
  if (no === undefined) throw unknown('token', '没有这个凭证', 'There is no such token')
  return { root: 'service_requests', item: 'request', rows: [{ service_request_id: no, token }] }
}

function readAsked({ ctx, given, county }: Speaker): RequestsAsked {
  const page = pageOf(given)
  const ids = listOf(given, 'service_request_id', mostIds)
  // "This overrides all other arguments."
  if (ids) return { countyIds: countiesOf(ctx, ids), ids, ...page }
  const updatedFrom = momentOf(given, 'updated_after')
  const updatedTo = momentOf(given, 'updated_before')
  const asksForChanges = updatedFrom !== undefined || updatedTo !== undefined
  return {
    countyIds: [county.id],
    codes: listOf(given, 'service_code', mostIds),
    open: readStatus(given),
    ...spanOf(given, asksForChanges ? null : ctx.now()),
    updatedFrom,
    updatedTo,
    ...page,
  }
}

/** Page and size, as limit and offset. */
export function pageOf(given: Speaker['given']): { limit: number; offset: number } {
  const limit = wholeOf(given, 'page_size', 1, mostRows) ?? mostRows
  const page = wholeOf(given, 'page', 1, mostPages) ?? 1
  return { limit, offset: (page - 1) * limit }
}

function readStatus(given: Speaker['given']): boolean | undefined {
  const asked = new Set(listOf(given, 'status', 10)?.map((status) => status.toLowerCase()))
  for (const status of asked)
    if (status !== 'open' && status !== 'closed') throw wrong('status', '只能是 open 或 closed', 'It is open or closed')
  return asked.size === 1 ? asked.has('open') : undefined
}

/** The span of start_date and end_date, at most 90 days. Neither given, it is the last 90 days; with `now` null, open. */
export function spanOf(given: Speaker['given'], now: Date | null): { from?: Date; to?: Date } {
  const from = momentOf(given, 'start_date')
  const to = momentOf(given, 'end_date')
  const spanMs = longestDays * dayMs
  if (from && to) {
    if (from > to) throw wrong('end_date', '不能早于 start_date', 'It must not lie before start_date')
    if (to.getTime() - from.getTime() > spanMs)
      throw wrong('start_date', `与 end_date 之间最多${longestDays}天`, `At most ${longestDays} days before end_date`)
    return { from, to }
  }
  if (from) return { from, to: new Date(from.getTime() + spanMs) }
  if (to) return { from: new Date(to.getTime() - spanMs), to }
  return now === null ? {} : { from: new Date(now.getTime() - spanMs), to: now }
}

/** A moment as the standard writes it, to the second. */
export const momentText = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, 'Z')

/** What the public reads of a state. */
export const publicState = (state: string): Label =>
  kind.states[state]?.publicLabel ?? kind.states[state]?.label ?? label(state, state)

export const isEnd = (state: string): boolean => kind.states[state]?.end !== undefined

async function answerOf(speaker: Speaker, matters: readonly MatterRecord[]): Promise<ListAnswer> {
  const { ctx } = speaker
  const leading = await leadingOf(speaker, matters)
  const services = await servicesOf(speaker, matters)
  const units = await unitNames(
    ctx,
    [...leading.values()].map((m) => m.unit_id),
  )
  const shares = await sharedPostsOf(ctx, matters)
  const told: MatterRecord[] = []
  const rows = matters.map((m) => {
    const facts = accessFacts(m, shares.get(m.id))
    const mayRead = readingPosts(report, ctx.actor, facts).length > 0
    const sees = fieldFilter(report, ctx.actor, facts)
    const service = services.get(m.county_id)?.get(m.category ?? '')
    const shown = leading.get(m.id) ?? m
    if (sees('account')) told.push(m)
    return {
      ...identityOf(speaker, m, shown, service),
      description: sees('account') ? String(m.data.account ?? '') : service ? speaker.say(service.entry.label) : null,
      agency_responsible: units.get(shown.unit_id ?? '')?.name ?? null,
      service_notice: noticeOf(speaker, m, shown),
      ...timesOf(shown, m),
      ...placeOf(speaker, m, mayRead || !isCoarse(service?.entry ?? { notes: { coarse: true } })),
      media_url: sees('photos') ? photoOf(speaker, m) : null,
    }
  })
  if (told.length > 0)
    await logRead(ctx, {
      kind: report.kind,
      subjectIds: told.map((m) => m.id),
      fields: ['account', 'photos'],
      countyId: told[0]?.county_id ?? null,
    })
  return { root: 'service_requests', item: 'request', rows }
}

async function servicesOf({ ctx }: Speaker, matters: readonly MatterRecord[]) {
  const services = new Map<number, Map<string, Service>>()
  for (const id of new Set(matters.map((m) => m.county_id))) services.set(id, await allServices(ctx, id))
  return services
}

const identityOf = ({ say }: Speaker, m: MatterRecord, shown: MatterRecord, service: Service | undefined): Row => ({
  service_request_id: m.no,
  status: shown.ended_at === null ? 'open' : 'closed',
  status_notes: say(publicState(shown.state)),
  service_name: service ? say(service.entry.label) : m.category,
  service_code: m.category,
})

function noticeOf({ say }: Speaker, m: MatterRecord, shown: MatterRecord): string | null {
  if (shown.id === m.id) return null
  return say(label(`与 ${shown.no} 合并办理`, `Handled together with ${shown.no}`))
}

const timesOf = (shown: MatterRecord, m: MatterRecord): Row => ({
  requested_datetime: momentText(m.opened_at),
  updated_datetime: momentText(shown.ended_at ?? shown.changed_at),
  expected_datetime: shown.due_at ? momentText(shown.due_at) : null,
})

/** Down to the village for everybody; the point itself, or for sensitive matters the centre of its cell. */
function placeOf({ ctx, language }: Speaker, m: MatterRecord, exactly: boolean): Row {
  const { tree } = ctx.house.divisions
  const division = tree.get(m.village_id ?? m.township_id ?? m.county_id)
  const { names } = divisionView(tree, division.id, dayOf(m.opened_at))
  const point =
    m.lng === null || m.lat === null || m.cell === null
      ? null
      : exactly
        ? { lng: m.lng, lat: m.lat }
        : centreOfCell(m.cell)
  return {
    // The standard asks for the most specific first; in Chinese an address begins at the other end.
    address: language === 'zh' ? names.join('') : names.toReversed().join(', '),
    address_id: division.code,
    zipcode: null,
    lat: point?.lat ?? null,
    long: point?.lng ?? null,
  }
}

function photoOf({ origin }: Speaker, m: MatterRecord): string | null {
  const [first] = (m.data.photos as string[] | undefined) ?? []
  return first === undefined ? null : `${origin}/api/files/${first}`
}

/** For each merged request the one it is handled with in the end. */
async function leadingOf({ ctx }: Speaker, matters: readonly MatterRecord[]): Promise<Map<string, MatterRecord>> {
  const leading = new Map(matters.map((m) => [m.id, m]))
  for (let i = 0; i < mostMerges; i++) {
    const next = [...leading.values()].flatMap((m) => (m.merged_into === null ? [] : [m.merged_into]))
    if (next.length === 0) break
    const found = new Map((await findMatters(ctx, next)).map((m) => [m.id, m]))
    for (const [id, m] of leading)
      if (m.merged_into !== null) leading.set(id, found.get(m.merged_into) ?? { ...m, merged_into: null })
  }
  return leading
}
