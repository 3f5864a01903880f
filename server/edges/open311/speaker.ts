// Who asks, of which county, in which language: what every operation of GeoReport v2 finds out first.
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../../contract/access.ts'
import type { Label, Language } from '../../../contract/label.ts'
import { label } from '../../../contract/label.ts'
import type { Ctx, House } from '../../../core/context.ts'
import type { Division } from '../../../core/divisions/tree.ts'
import { homeCounty } from '../../../core/lists/home.ts'
import { contextOf, type FindActor, keyOf } from '../../http/mount.ts'
import { originOf } from '../../http/origin.ts'
import { type Given, givenOf } from './parameters.ts'
import { forbidden, unknown } from './refuse.ts'

export interface Speaker {
  ctx: Ctx
  given: Given
  /** The jurisdiction. */
  county: Division
  origin: string
  /** The Idempotency-Key, or null. */
  key: string | null
  language: Language
  /** A text in the language of the caller. */
  say(text: Label): string
}

const purpose = label('与其他系统交换群众事项', 'Exchange of reports with other systems')
const county = 3

/** Finds out who speaks. A session of a browser counts for nothing here: only a key makes a caller more than the public. */
export async function speakerOf(
  house: House,
  actorOf: FindActor,
  request: FastifyRequest,
  id: string,
): Promise<Speaker> {
  const given = readGiven(request)
  const actor = await callerOf(actorOf, request)
  if (given.values.has('api_key') && actor.type !== 'machine')
    throw forbidden('密钥无效或已停用', 'This key is not valid, or was switched off')
  const ctx = await contextOf(house, async () => actor, request, { id, purpose })
  const language = languageOf(request.headers['accept-language'])
  return {
    ctx,
    given,
    county: await countyOf(ctx, given.values.get('jurisdiction_id')),
    origin: originOf(request),
    key: keyOf(request),
    language,
    say: (text) => text[language],
  }
}

const readGiven = (request: FastifyRequest): Given => givenOf(request.url.split('?')[1] ?? '', request.body)

/** The machine whose key came as `api_key` or in the Authorization header; everybody else is the public. */
export async function callerOf(actorOf: FindActor, request: FastifyRequest): Promise<Actor> {
  const token = readGiven(request).values.get('api_key')
  const actor = await actorOf(token === undefined ? request : { headers: { authorization: `Bearer ${token}` } })
  return actor.type === 'machine' ? actor : { type: 'public' }
}

/** Chinese, unless another language is asked for before it. */
function languageOf(header: string | undefined): Language {
  const first = header?.split(',')[0]?.trim().toLowerCase() ?? ''
  return first === '' || first.startsWith('*') || first.startsWith('zh') ? 'zh' : 'en'
}

/** The county whose code is the jurisdiction; the home county when there is none. */
async function countyOf(ctx: Ctx, jurisdiction: string | undefined): Promise<Division> {
  const { tree } = ctx.house.divisions
  if (jurisdiction === undefined) return tree.get(await homeCounty(ctx))
  const found = tree.findByCode(jurisdiction)
  if (found && found.level === county) return found
  throw unknown(
    'jurisdiction_id',
    '没有这个辖区;请填县级区划代码,或不填',
    'There is no such jurisdiction; give the code of a county, or leave it out',
  )
}
