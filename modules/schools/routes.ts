// Routes of the module besides the derived ones: what lies near a school, all schools at a glance, and the visitor's side.
import Type from 'typebox'
import { fieldsBody, intakeFields, transitionBody } from '../../contract/derive/bodies.ts'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../../core/context.ts'
import type { TransitionInput } from '../../core/matters/transition.ts'
import { loadEntry } from '../../core/registers/load.ts'
import type { Booking } from './booking.fields.ts'
import { schoolsOverview } from './overview.ts'
import { perimeterOf } from './perimeter.ts'
import { school } from './school.register.ts'
import { visit } from './visit.matter.ts'
import { bookingAddress, bookVisit, callOffVisit, schoolToVisit, visitForVisitor } from './visitor.ts'
import { postsForAll } from './youth-posts.ts'

const strict = { additionalProperties: false }
const division = Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 }))
const idParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const reading = {
  method: 'GET' as const,
  who: 'staff' as const,
  purpose: label('校园及周边安全', 'Safety of schools and their surroundings'),
  limit: 600,
}

const asVisitor = { who: 'public' as const, purpose: label('来访预约和查询', 'Booking and following a visit') }
const codeText = Type.String({ minLength: 12, maxLength: 20 })
const codeParams = Type.Object({ code: codeText })

const visitorRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...asVisitor,
    id: 'schools.to-visit',
    method: 'GET',
    path: '/api/public/schools/:code',
    does: label('预约链接是哪所学校的', 'The name of the school of a booking link'),
    limit: 60,
    params: codeParams,
    handle: (ctx: Ctx, { params }) => schoolToVisit(ctx, params.code),
  }),
  defineRoute({
    ...asVisitor,
    id: 'schools.book-visit',
    method: 'POST',
    path: '/api/public/visits',
    does: label('预约来访', 'Book a visit'),
    limit: 10,
    body: Type.Object(
      {
        school: codeText,
        data: fieldsBody(visit, ['office', 'day', 'expected', 'purpose', 'visitor']),
        id: intakeFields.id,
      },
      strict,
    ),
    status: 201,
    shownOnce: ['code'],
    handle: (ctx: Ctx, { body }) => bookVisit(ctx, { ...body, data: body.data as Booking }),
  }),
  defineRoute({
    ...asVisitor,
    id: 'schools.follow-visit',
    method: 'GET',
    path: '/api/public/visits/:code',
    does: label('来访人凭查询码查看', "A visitor's own view, by code"),
    limit: 60,
    params: codeParams,
    handle: (ctx: Ctx, { params }) => visitForVisitor(ctx, params.code),
  }),
  defineRoute({
    ...asVisitor,
    id: 'schools.call-off-visit',
    method: 'POST',
    path: '/api/public/visits/:code/callOff',
    does: visit.transitions.callOff.label,
    limit: 20,
    params: codeParams,
    body: transitionBody(visit.transitions.callOff as never, visit),
    handle: (ctx: Ctx, { params, body }) => callOffVisit(ctx, params.code, body as unknown as TransitionInput),
  }),
]

const staffRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...reading,
    id: 'schools.overview',
    path: '/api/schools/overview',
    does: label('所有学校一览：缺额、周边、逾期', 'All schools at a glance: shortfalls, surroundings, what is overdue'),
    query: Type.Object({ division }, strict),
    handle: (ctx: Ctx, { query }) => schoolsOverview(ctx, query),
  }),
  defineRoute({
    ...reading,
    id: 'schools.perimeter',
    path: '/api/schools/perimeter',
    does: label('学校边界200米内的场所', 'Venues within 200 m of school boundaries'),
    query: Type.Object({ division }, strict),
    handle: (ctx: Ctx, { query }) => perimeterOf(ctx, query),
  }),
  defineRoute({
    ...reading,
    id: 'schools.at-a-glance',
    path: '/api/schools/schools/:id/glance',
    does: label('一所学校：内部与周边', 'One school: inside and around'),
    params: idParams,
    handle: async (ctx: Ctx, { params }) => {
      const { entry } = await loadEntry(ctx, params.id, { kind: school.kind })
      const { rows } = await schoolsOverview(ctx, { id: entry.id })
      const { near } = await perimeterOf(ctx, { id: entry.id })
      // Without accounts of the school nobody could confirm a visit.
      const booking = entry.unit_id === null ? null : bookingAddress(ctx.house.publicUrl, entry.code)
      return { glance: rows[0] ?? null, near, name: entry.headline, booking }
    },
  }),
  defineRoute({
    method: 'GET',
    who: 'public',
    purpose: label('青少年求助', 'Help for young people'),
    limit: 120,
    id: 'schools.posts-for-all',
    path: '/api/public/youth-posts',
    does: label('本县青少年维权岗', 'Youth-rights posts of the county'),
    handle: (ctx: Ctx) => postsForAll(ctx),
  }),
]

/** The routes of schools. */
export const routes: readonly AnyRoute[] = [...staffRoutes, ...visitorRoutes]
