// What the reports module brings to the house.
import { label } from '../../contract/label.ts'
import { defineModule } from '../../contract/module.ts'
import type { Ctx } from '../../core/context.ts'
import type { EventRecord } from '../../core/events/reader.ts'
import { categories } from './categories.ts'
import { kinds } from './kinds.ts'
import { routes } from './routes.ts'
import { proposeForOpened } from './subscribers.ts'

export const reports = defineModule<Ctx, EventRecord>({
  name: 'reports',
  label: label('群众事项', 'Reports'),
  uses: [],
  ...kinds,
  routes,
  lists: [{ id: 'reports.categories', label: label('事项类别', 'Categories of reports'), entries: categories }],
  subscribers: [
    {
      id: 'reports.propose-merges',
      wants: ['reports.report.opened', 'reports.report.place'],
      handle: proposeForOpened,
    },
  ],
})
