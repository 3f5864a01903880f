// The bulletin in one click: as a document and as a spreadsheet, logged as taken out.
import Type from 'typebox'
import { label } from '../../../contract/label.ts'
import { type AnyRoute, defineRoute } from '../../../contract/route.ts'
import { logExport } from '../../../core/access/log.ts'
import type { Ctx } from '../../../core/context.ts'
import { dispute } from '../dispute.matter.ts'
import { docxType } from '../documents/download.ts'
import { bulletin } from './bulletin.ts'
import { type BulletinInput, type Figures, figuresOf } from './figures.ts'
import { bulletinSheet } from './sheet.ts'

const month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' })
const query = Type.Object(
  { division: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }), from: month, to: month },
  { additionalProperties: false },
)
const taking = {
  method: 'GET' as const,
  who: 'staff' as const,
  purpose: label('编制简报', 'Making a bulletin'),
  limit: 20,
  query,
}

async function figures(ctx: Ctx, input: Omit<BulletinInput, 'divisionId'> & { division: number }): Promise<Figures> {
  const { division, ...period } = input
  const found = await figuresOf(ctx, { divisionId: division, ...period })
  const countyId = ctx.house.divisions.tree.get(division).countyId
  await logExport(ctx, { kind: dispute.kind, subjectIds: [], fields: ['bulletin'], countyId })
  return found
}

const nameOf = (f: Figures, ending: string): string => `${f.office}简报-${f.from}-${f.to}.${ending}`

/** The routes of the bulletin. */
export const bulletinRoutes: readonly AnyRoute[] = [
  defineRoute({
    ...taking,
    id: 'mediation.bulletin',
    path: '/api/mediation/bulletin.docx',
    does: label('纠纷排查调处简报（文档）', 'The bulletin of disputes as a document'),
    handle: async (ctx: Ctx, input) => {
      const { drawDocx } = await import('../../../core/documents/draw-docx.ts')
      const f = await figures(ctx, input.query)
      return { fileName: nameOf(f, 'docx'), mediaType: docxType, content: await drawDocx(bulletin(f), f.asOf) }
    },
  }),
  defineRoute({
    ...taking,
    id: 'mediation.bulletin.sheet',
    path: '/api/mediation/bulletin.xlsx',
    does: label('纠纷排查调处简报（表格）', 'The bulletin of disputes as a spreadsheet'),
    handle: async (ctx: Ctx, input) => {
      const f = await figures(ctx, input.query)
      const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      return { fileName: nameOf(f, 'xlsx'), mediaType, content: await bulletinSheet(f) }
    },
  }),
]
