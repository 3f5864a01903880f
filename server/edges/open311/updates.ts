// servicerequestupdates, mySociety's extension: what became of requests, and what another system says of one.
import { fieldFilter, whyNot } from '../../../contract/access.ts'
import { type Label, label } from '../../../contract/label.ts'
import { type Ctx, inTransaction } from '../../../core/context.ts'
import type { MatterRecord } from '../../../core/db/tables.ts'
import { findMatters, sharedPosts, sharedPostsOf } from '../../../core/matters/load.ts'
import { accessFacts } from '../../../core/matters/record.ts'
import { takeTransition } from '../../../core/matters/transition.ts'
import { once } from '../../../core/requests/once.ts'
import { report } from '../../../modules/reports/report.matter.ts'
import type { ListAnswer, Row } from './answer.ts'
import { momentOf } from './parameters.ts'
import { findByNumber, lastEvent, stepsBetween } from './queries.ts'
import { forbidden, unknown, wrong } from './refuse.ts'
import { isEnd, momentText, pageOf, publicState, spanOf } from './requests.ts'
import type { Speaker } from './speaker.ts'

/** GET servicerequestupdates: every change of state in a span of time, the oldest first. */
export async function listUpdates(speaker: Speaker): Promise<ListAnswer> {
  const { ctx, county, given } = speaker
  const span = spanOf(given, ctx.now())
  const from = span.from ?? ctx.now()
  const steps = await stepsBetween(ctx, { countyId: county.id, from, to: span.to ?? ctx.now(), ...pageOf(given) })
  const matters = new Map(
    (
      await findMatters(
        ctx,
        steps.map((step) => step.matterId),
      )
    ).map((m) => [m.id, m]),
  )
  const shares = await sharedPostsOf(ctx, [...matters.values()])
  const rows = steps.flatMap((step): Row[] => {
    const m = matters.get(step.matterId)
    if (!m) return []
    const state = speaker.say(publicState(step.to))
    const sees = fieldFilter(report, ctx.actor, accessFacts(m, shares.get(m.id)))
    const answer = sees('answer') ? step.set.answer : undefined
    return [
      {
        update_id: step.id,
        service_request_id: m.no,
        status: isEnd(step.to) ? 'closed' : 'open',
        updated_datetime: momentText(step.at),
        description: typeof answer === 'string' ? `${state}\n${answer}` : state,
        media_url: null,
      },
    ]
  })
  return { root: 'service_request_updates', item: 'request_update', rows }
}

// The words other systems use (mySociety's extended statuses) for a request that needs nothing more.
const closedWords = new Set(['closed', 'fixed', 'no_further_action', 'not_councils_responsibility', 'duplicate'])
const openWords = new Set(['open', 'reopened', 'investigating', 'in_progress', 'planned', 'action_scheduled'])

/** The steps an update can mean, by what it says and the state it finds, with the field its description fills. */
const meanings = {
  closed: [
    { step: 'resolve', field: 'answer' },
    { step: 'closeWithReason', field: 'reason' },
  ],
  open: [{ step: 'reopen', field: 'stillWrong' }],
} as const

interface Update {
  no: string
  id: string
  meaning: keyof typeof meanings
  description: string
  at: Date | undefined
}

/** POST servicerequestupdates, by a key only. The same update sent again gets the first answer. */
export async function takeUpdate(speaker: Speaker): Promise<ListAnswer> {
  const { ctx } = speaker
  if (ctx.actor.type !== 'machine') throw forbidden('更新须使用密钥', 'An update needs a key')
  const update = readUpdate(speaker)
  const request = { route: ctx.route, params: null, body: { ...update, at: update.at?.toISOString() } }
  const done = await once(ctx, `open311-update:${update.id}`, request, async (tx) => ({
    status: 200,
    answer: await inTransaction(tx, (inner) => applyUpdate(inner, update)),
  }))
  return {
    root: 'service_request_updates',
    item: 'request_update',
    rows: [{ update_id: String(done.answer), service_request_id: update.no }],
  }
}

function readUpdate({ given }: Speaker): Update {
  const needed = (name: string): string => {
    const value = given.values.get(name)
    if (value === undefined) throw wrong(name, '必填', 'It is required')
    return value
  }
  const status = needed('status').toLowerCase().replaceAll(' ', '_')
  if (!closedWords.has(status) && !openWords.has(status))
    throw wrong('status', '应为 OPEN 或 CLOSED', 'It must be OPEN or CLOSED')
  const id = needed('update_id')
  if (id.length > 60) throw wrong('update_id', '最多60个字符', 'At most 60 characters')
  return {
    no: needed('service_request_id'),
    id,
    meaning: closedWords.has(status) ? 'closed' : 'open',
    description: needed('description'),
    at: momentOf(given, 'updated_datetime'),
  }
}

/** Takes the step that the update means, and returns the id of what happened. */
async function applyUpdate(tx: Ctx, update: Update): Promise<string> {
  const m = await findByNumber(tx, update.no)
  if (!m) throw unknown('service_request_id', '没有这个编号的事项', 'There is no request with this number')
  const meaning = await meaningOf(tx, m, update)
  const deviceAt = update.at ? { deviceAt: update.at.toISOString() } : {}
  const data = { [meaning.field]: update.description }
  await takeTransition(tx, report.kind, m.id, meaning.step, { data, version: null, ...deviceAt })
  return lastEvent(tx, m.id)
}

async function meaningOf(ctx: Ctx, m: MatterRecord, { meaning, description }: Update) {
  const facts = accessFacts(m, await sharedPosts(ctx, ctx.actor, m))
  const possible = meanings[meaning].filter(({ step }) =>
    (report.transitions[step].from as readonly string[]).includes(m.state),
  )
  const [first] = possible
  if (!first)
    throw wrong(
      'status',
      `事项现为“${publicState(m.state).zh}”,不能这样更新;只有改变状态的更新才被接受`,
      `The request is “${publicState(m.state).en}”: this update changes nothing, and only changes of status are taken`,
    )
  const most = (report.fields[first.field] as { maxLength?: number }).maxLength ?? Number.POSITIVE_INFINITY
  if (description.length > most) throw wrong('description', `最多${most}个字符`, `At most ${most} characters`)
  const why = whyNot(report, first.step, facts, ctx.actor, ctx.now(), { [first.field]: description })
  if (why === null) return first
  if (why === 'access.not-your-post')
    throw forbidden('这个密钥不能更新这件事项', 'This key may not update this request')
  const text: Label = ctx.house.messages[why] ?? label(why, why)
  throw wrong('status', text.zh, text.en)
}
