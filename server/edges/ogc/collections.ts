// The collections there are, and what each says of itself.
import { type Label, label } from '../../../contract/label.ts'
import { levels } from '../../../contract/posts.ts'
import type { Ctx } from '../../../core/context.ts'
import { extentOfDivisions, getDivision, listDivisions } from './divisions.ts'
import type { Feature, FeaturePage, Link } from './features.ts'
import { getMatter, listMatters, readableKinds } from './matters.ts'
import type { ItemsAsked } from './parameters.ts'

export interface Collection {
  id: 'divisions' | 'matters'
  title: Label
  description: Label
  /** Values of the parameter `level`; empty when it has none. */
  levels: readonly string[]
  isVisible(ctx: Ctx): boolean
  list(ctx: Ctx, asked: ItemsAsked): Promise<FeaturePage>
  get(ctx: Ctx, id: string): Promise<Feature>
}

export const collections: readonly Collection[] = [
  {
    id: 'divisions',
    title: label('区划', 'Divisions'),
    description: label(
      '行政区划与网格的边界;geometrySource 为 demonstration 的是演示边界,不是勘定边界',
      'Outlines of divisions and grids; those with geometrySource “demonstration” were made up for show, not surveyed',
    ),
    levels,
    isVisible: () => true,
    list: listDivisions,
    get: getDivision,
  },
  {
    id: 'matters',
    title: label('事项', 'Matters'),
    description: label(
      '密钥或岗位范围内的事项,不含个人信息;datetime 指登记时间',
      'Matters within the reach of the key or post, without anything about persons; datetime is when they were opened',
    ),
    levels: [],
    isVisible: (ctx) => readableKinds(ctx).length > 0,
    list: listMatters,
    get: getMatter,
  },
]

export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

/** What a collection says of itself. */
export async function describe(ctx: Ctx, { id, title, description }: Collection, base: string) {
  const here = `${base}/collections/${id}`
  const links: Link[] = [
    { href: `${here}?f=json`, rel: 'self', type: 'application/json', title: 'JSON' },
    { href: `${here}?f=html`, rel: 'alternate', type: 'text/html', title: 'HTML' },
    { href: `${here}/items`, rel: 'items', type: 'application/geo+json', title: `${title.zh} ${title.en}` },
    { href: `${here}/items?f=html`, rel: 'items', type: 'text/html', title: `${title.zh} ${title.en}` },
  ]
  return {
    id,
    title: `${title.zh} ${title.en}`,
    description: `${description.zh} / ${description.en}`,
    extent: {
      spatial: { bbox: [await extentOfDivisions(ctx)], crs: crs84 },
      temporal: { interval: [[null, null]] },
    },
    itemType: 'feature',
    crs: [crs84],
    links,
  }
}
