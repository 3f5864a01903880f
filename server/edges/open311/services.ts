// Services are the categories that the county keeps; their attributes are what a report asks beside GeoReport's own.
import { openForm } from '../../../contract/derive/forms.ts'
import { label } from '../../../contract/label.ts'
import type { ListEntryView } from '../../../contract/views.ts'
import type { Ctx } from '../../../core/context.ts'
import { listEntries } from '../../../core/lists/lists.ts'
import { report } from '../../../modules/reports/report.matter.ts'
import type { ListAnswer, Row } from './answer.ts'
import { unknown } from './refuse.ts'
import type { Speaker } from './speaker.ts'

export interface Service {
  entry: ListEntryView
  group: ListEntryView | undefined
}

const list = 'reports.categories'

/** Everything a county has ever had as a category, by code: old requests keep the name of a service switched off since. */
export async function allServices(ctx: Ctx, countyId: number): Promise<Map<string, Service>> {
  const entries = await listEntries(ctx, countyId, list)
  const parents = new Set(entries.map((entry) => entry.under))
  return new Map(
    entries
      .filter((entry) => !parents.has(entry.id))
      .map((entry) => [entry.id, { entry, group: entries.find((each) => each.id === entry.under) }]),
  )
}

const isOffered = ({ entry, group }: Service): boolean => entry.active && group?.active !== false

/** The service of a code that can be asked for now. @throws 404 naming the code */
export async function getService({ ctx, county }: Speaker, code: string): Promise<Service> {
  const service = (await allServices(ctx, county.id)).get(code)
  if (service && isOffered(service)) return service
  throw unknown(
    'service_code',
    '没有这个服务代码;可用的见 services',
    'There is no such service code; see services for those there are',
  )
}

/** GET services */
export async function listServices({ ctx, county, say }: Speaker): Promise<ListAnswer> {
  const services = [...(await allServices(ctx, county.id)).values()].filter(isOffered)
  const rows = services.map(({ entry, group }) => ({
    service_code: entry.id,
    service_name: say(entry.label),
    description: group ? `${say(group.label)}: ${say(entry.label)}` : say(entry.label),
    metadata: true,
    type: 'realtime',
    keywords: [entry, ...(group ? [group] : [])].flatMap((each) => [each.label.zh, each.label.en]).join(', '),
    group: group ? say(group.label) : null,
  }))
  return { root: 'services', item: 'service', rows }
}

/** The attribute that keeps a report free of everything that leads to a person, a voice included. */
export const anonymousAttribute = 'anonymous'

// What GeoReport has parameters of its own for, and files, which come by other ways.
const spokenFor = new Set(['category', 'account', 'place', 'contact', 'photos', 'voice'])

/** The fields that are asked as attributes. */
export const attributeFields = () => openForm(report).filter((field) => !spokenFor.has(field.name))

/** The attributes of every service, in order. */
export function attributesOf({ say }: Pick<Speaker, 'say'>): Row[] {
  const fields = attributeFields().map((field, i) => ({
    variable: true,
    code: field.name,
    datatype: field.widget === 'paragraph' ? 'text' : 'string',
    required: field.required,
    datatype_description: field.hint ? say(field.hint) : null,
    order: i + 1,
    description: say(field.label),
  }))
  const anonymous = {
    variable: true,
    code: anonymousAttribute,
    datatype: 'singlevaluelist',
    required: false,
    datatype_description: say(label('选“是”则不保留联系方式', 'With “yes”, no way to reach you is kept')),
    order: fields.length + 1,
    description: say(label('匿名报告', 'Report anonymously')),
    values: [
      { key: 'no', name: say(label('否', 'No')) },
      { key: 'yes', name: say(label('是', 'Yes')) },
    ],
  }
  return [...fields, anonymous]
}

/** GET services/:code, which is one object and no list. */
export async function defineService(speaker: Speaker, code: string) {
  await getService(speaker, code)
  return { service_code: code, attributes: attributesOf(speaker) }
}
