// POST requests: a report from another system, or from the public without a key where the county allows it.
import { fieldsBody } from '../../../contract/derive/bodies.ts'
import { Problem, problem } from '../../../contract/errors.ts'
import { label } from '../../../contract/label.ts'
import type { Ctx } from '../../../core/context.ts'
import { inTransaction } from '../../../core/context.ts'
import { countySettings } from '../../../core/lists/settings.ts'
import { giveCode } from '../../../core/matters/codes.ts'
import { type OpenInput, openMatter } from '../../../core/matters/open.ts'
import { once } from '../../../core/requests/once.ts'
import { validator } from '../../../core/requests/validate.ts'
import { report } from '../../../modules/reports/report.matter.ts'
import { withoutIdentity } from '../../../modules/reports/rules.ts'
import type { ListAnswer, Row } from './answer.ts'
import { degreesOf } from './parameters.ts'
import { forbidden, unknown, wrong } from './refuse.ts'
import { anonymousAttribute, attributeFields, getService } from './services.ts'
import type { Speaker } from './speaker.ts'

/** The setting of a county that lets the public report without a key; on unless it is false. */
export const withoutKeySetting = 'open311.without-key'

const checkData = validator(fieldsBody(report, report.askedAtStart))

/** POST requests. @throws 400, 403 and 404 naming the parameter */
export async function openRequest(speaker: Speaker): Promise<ListAnswer> {
  const { ctx, county } = speaker
  await checkAllowed(speaker)
  const code = speaker.given.values.get('service_code')
  if (code === undefined) throw wrong('service_code', '必填;可用的见 services', 'It is required; see services')
  await getService(speaker, code)
  const input = await namingParameters(async () => {
    const read = readInput(speaker, code)
    checkData(read.data)
    return read
  })
  const open = (tx: Ctx) =>
    namingParameters(async () => {
      // A wrong place is the calling system's to mend, and it is told so; a request without one is placed by hand.
      const isPlaced = input.divisionId !== undefined || input.data.place !== undefined
      const opened = await openMatter(tx, report.kind, isPlaced ? input : { ...input, fallbackDivisionId: county.id })
      const trackingCode = await giveCode(tx, opened, 'reporter')
      return { service_request_id: opened.no, service_notice: noticeOf(speaker, trackingCode), account_id: null }
    })
  const row = speaker.key === null ? await inTransaction(ctx, open) : await openOnce(speaker, speaker.key, input, open)
  return { root: 'service_requests', item: 'request', rows: [row] }
}

/** With an Idempotency-Key the same request sent again gets the first answer. */
async function openOnce(
  { ctx }: Speaker,
  key: string,
  input: OpenInput,
  open: (tx: Ctx) => Promise<Row>,
): Promise<Row> {
  const request = { route: ctx.route, params: null, body: input }
  const done = await once(ctx, key, request, async (tx) => ({ status: 201, answer: await open(tx) }))
  return done.answer as Row
}

async function checkAllowed({ ctx, county }: Speaker): Promise<void> {
  if (ctx.actor.type === 'machine') {
    if (ctx.actor.posts.some((held) => (report.openedBy as readonly string[]).includes(held.post))) return
    throw forbidden('这个密钥不能登记事项', 'This key may not open requests')
  }
  const settings = await countySettings(ctx, county.id)
  if (settings.get(withoutKeySetting) === false)
    throw forbidden('本县要求使用密钥,请向管理员申请', 'This county requires a key; ask its administrators for one')
}

function readInput(speaker: Speaker, code: string): OpenInput {
  const { given } = speaker
  const data: Record<string, unknown> = { category: code, ...readAttributes(speaker) }
  const { divisionId, point } = readPlace(speaker)
  if (point) data.place = point
  const address = given.values.get('address_string')
  if (address !== undefined) data.whereabouts ??= address
  const contact = readContact(given)
  if (contact) data.contact = contact
  data.account = readAccount(speaker)
  const isAnonymous = given.attributes.get(anonymousAttribute)?.[0] === 'yes'
  return {
    data: isAnonymous ? withoutIdentity(data) : data,
    channel: 'open311',
    ...(divisionId === undefined ? {} : { divisionId }),
  }
}

function readAttributes({ given }: Speaker): Record<string, unknown> {
  const known = attributeFields()
  const data: Record<string, unknown> = {}
  for (const [name, values] of given.attributes) {
    const parameter = `attribute[${name}]`
    if (values.length > 1) throw wrong(parameter, '只能有一个值', 'It has one value only')
    if (name === anonymousAttribute) {
      if (values[0] !== 'yes' && values[0] !== 'no') throw wrong(parameter, '只能是 yes 或 no', 'It is yes or no')
      continue
    }
    if (!known.some((field) => field.name === name))
      throw wrong(parameter, '这个服务没有这个属性', 'This service has no such attribute; see its definition')
    data[name] = values[0]
  }
  return data
}

function readPlace({ ctx, given, county }: Speaker) {
  const lat = degreesOf(given, 'lat', 90)
  const lng = degreesOf(given, 'long', 180)
  const id = given.values.get('address_id')
  if (lat !== undefined && lng === undefined)
    throw wrong('long', 'lat 和 long 须同时提供', 'lat and long come together')
  if (lng !== undefined && lat === undefined) throw wrong('lat', 'lat 和 long 须同时提供', 'lat and long come together')
  if (lat === undefined && id === undefined && !given.values.has('address_string'))
    throw wrong(
      'lat',
      '请提供 lat 和 long,或 address_id,或 address_string',
      'Give lat and long, or address_id, or address_string',
    )
  const division = id === undefined ? undefined : ctx.house.divisions.tree.findByCode(id)
  if (id !== undefined && division?.countyId !== county.id)
    throw wrong('address_id', '本辖区没有这个区划代码', 'There is no division with this code in this jurisdiction')
  return { divisionId: division?.id, point: lat !== undefined && lng !== undefined ? { lng, lat } : undefined }
}

/** The description; a link to media is kept as text in it and never followed: it may lead anywhere. */
function readAccount({ given, say }: Speaker): string | undefined {
  const description = given.values.get('description')
  const media = given.values.get('media_url')
  if (media === undefined) return description
  const url = URL.parse(media)
  if (!url || !['http:', 'https:'].includes(url.protocol) || media.length > 500)
    throw wrong(
      'media_url',
      '应为 http 或 https 网址,最长500个字符',
      'It must be an http or https URL of at most 500 characters',
    )
  return `${description ?? ''}\n${say(label('附件链接', 'Media'))}: ${url.href}`.trim()
}

const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)

/** A way to reach the reporter. E-mail addresses, device and account ids are not kept: nothing here needs them. */
function readContact({ values }: Speaker['given']): Record<string, string> | undefined {
  const [first = '', last = ''] = [values.get('first_name'), values.get('last_name')]
  const name = isHan(first) && isHan(last) ? `${last}${first}` : `${first} ${last}`.trim()
  const phone = values.get('phone')?.replace(/[().]/g, ' ').replace(/\s+/g, ' ').trim()
  if (name === '' && !phone) return undefined
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}) }
}

// Which parameter a field of ours came by.
const parameterOf: Record<string, string> = {
  category: 'service_code',
  account: 'description',
  place: 'lat',
  'place.lat': 'lat',
  'place.lng': 'long',
  whereabouts: 'address_string',
  contact: 'phone',
  'contact.name': 'first_name',
  'contact.phone': 'phone',
  divisionId: 'address_id',
}

/** Runs a check; a refusal of it names the parameters of the standard instead of our fields. */
async function namingParameters<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof Problem) || !thrown.detail.errors) throw thrown
    const errors = thrown.detail.errors.map(({ field, message }) => {
      const name = field.replace(/^data\./, '')
      return { field: parameterOf[name] ?? name, message }
    })
    const isService = errors.some(({ field }) => field === 'service_code')
    if (isService) throw unknown('service_code', '这里没有这个服务', 'There is no such service there')
    throw problem('input.invalid', { errors })
  }
}

function noticeOf({ say, given }: Speaker, trackingCode: string): string {
  const follow = label(
    `凭查询码 ${trackingCode} 可在本县门户查看进度`,
    `Follow it on the portal with code ${trackingCode}`,
  )
  const mail = given.values.has('email') ? say(label(';不保存电子邮箱', '; the e-mail address is not kept')) : ''
  return `${say(follow)}${mail}`
}
