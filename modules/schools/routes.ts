// Routes of the module besides the derived ones: what lies near a school, and all schools at a glance.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../../core/context.ts'
import { loadEntry } from '../../core/registers/load.ts'
import { schoolsOverview } from './overview.ts'
import { perimeterOf } from './perimeter.ts'
import { school } from './school.register.ts'
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

/** The routes of schools. */
export const routes: readonly AnyRoute[] = [
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
      return { glance: rows[0] ?? null, near }
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
