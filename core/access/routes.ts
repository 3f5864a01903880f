// The auditor's screen of who read, exported and was refused what.
import Type from 'typebox'
import { label } from '../../contract/label.ts'
import { type AccessSort, accessSorts } from '../../contract/people.ts'
import { type AnyRoute, defineRoute } from '../../contract/route.ts'
import type { Ctx } from '../context.ts'
import { readAccessLog } from './audit.ts'

/** The routes of core/access. */
export const accessRoutes: readonly AnyRoute[] = [
  defineRoute({
    id: 'access.log',
    method: 'GET',
    path: '/api/audit/access',
    does: label('查看访问记录', 'Read the log of access'),
    who: ['auditor'],
    purpose: label('审计', 'Auditing'),
    limit: 120,
    query: Type.Object(
      {
        from: Type.Optional(Type.String({ format: 'date-time' })),
        to: Type.Optional(Type.String({ format: 'date-time' })),
        actor: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
        what: Type.Optional(Type.Unsafe<AccessSort>({ type: 'string', enum: [...accessSorts] })),
        subject: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
        after: Type.Optional(Type.String({ maxLength: 40 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
        purpose: Type.Optional(Type.String({ maxLength: 200 })),
      },
      { additionalProperties: false },
    ),
    handle: (ctx: Ctx, { query: { purpose: _, ...query } }) => readAccessLog(ctx, query),
  }),
]
