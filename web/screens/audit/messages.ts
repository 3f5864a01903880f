// The words of the audit screen.
import { label } from '../../../contract/label.ts'

export const words = {
  title: label('访问记录', 'Log of access'),
  hint: label(
    '谁看过涉及个人的内容、导出了什么、被拒绝了什么。只能查看，不能修改。',
    'Who read what about persons, exported what, was refused what. It can be read, never changed.',
  ),
  days: label('日期', 'Days'),
  from: label('从', 'From'),
  to: label('到', 'To'),
  what: label('行为', 'What'),
  all: label('全部', 'All'),
  subject: label('事项编号', 'Number of a matter'),
  actor: label('账号', 'Account'),
  onlyThis: label('只看这个账号', 'Only this account'),
  at: label('时间', 'Time'),
  who: label('谁', 'Who'),
  where: label('接口', 'Route'),
  fields: label('涉及内容', 'Fields'),
  purpose: label('用途', 'Purpose'),
  why: label('原因', 'Why'),
  more: label('加载更多', 'Load more'),
  empty: label('没有符合条件的记录', 'Nothing fits'),
  emptyHint: label('放宽日期或清除条件', 'Widen the days or clear the conditions'),
  and: label('等 {n} 件', 'and others, {n} in all'),
  sorts: {
    read: label('查看', 'Read'),
    export: label('导出', 'Exported'),
    refused: label('被拒绝', 'Refused'),
  },
  actorTypes: {
    staff: label('工作人员', 'Staff'),
    machine: label('接口', 'Machine'),
    party: label('当事人', 'Party'),
    public: label('公众', 'Public'),
    clock: label('系统', 'System'),
  } as Record<string, { zh: string; en: string }>,
} as const
