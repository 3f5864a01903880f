// The words of the merge view.
import { label } from '../../../contract/label.ts'

export const words = {
  title: label('可能重复的事项', 'Matters that may be one'),
  hint: label(
    '同一类别、300 米内、24 小时内。是不是同一件事，由人决定，合并后可以撤销。',
    'Same category, within 300 metres and 24 hours. A person decides; a merge can be undone.',
  ),
  empty: label('没有待核对的事项', 'Nothing to compare'),
  emptyHint: label('有新的疑似重复事项时会出现在这里', 'Likely duplicates appear here as they arrive'),
  metres: label('相距', 'Apart'),
  metresValue: label('{n} 米', '{n} m'),
  apart: label('相隔', 'Between them'),
  likeness: label('文字相似', 'Words alike'),
  earlier: label('先登记的（保留）', 'The earlier one (kept)'),
  later: label('后登记的（并入）', 'The later one (joins it)'),
  merge: label('是同一件，合并', 'The same: merge'),
  different: label('不是同一件', 'Not the same'),
  merged: label('{no} 已并入 {into}', '{no} merged into {into}'),
  refused: label('已记为两件不同的事项', 'Noted as two different matters'),
  undo: label('撤销', 'Undo'),
  undone: label('已撤销合并', 'The merge is undone'),
  more: label('加载更多', 'Load more'),
  list: label('待核对', 'To compare'),
  back: label('返回列表', 'Back to the list'),
} as const
