// The words of opening a matter by hand.
import { label } from '../../../contract/label.ts'

export const words = {
  title: label('登记{kind}', 'New: {kind}'),
  channel: label('来源', 'How it came'),
  division: label('所在村（社区）或网格', 'Village or grid'),
  divisionHint: label(
    '不知道具体位置时选这里；选了地图位置就不用填',
    'When the exact place is not known; not needed with a place on the map',
  ),
  placedByEntry: label('不必选位置：登记在它所属条目的位置。', 'No place to choose: it lies where its entry lies.'),
  submit: label('登记', 'Open it'),
  opened: label('已登记，编号 {no}', 'Opened as {no}'),
  openedTitle: label('登记成功', 'Opened'),
  see: label('打开这件事项', 'Open the matter'),
  another: label('再登记一件', 'Open another'),
  similar: label('附近可能已有同样的事项', 'The same may be known already'),
  similarHint: label(
    '24 小时内、300 米内、同一类别。如果是同一件事，请打开已有的事项，不必重复登记。',
    'Within 24 hours, 300 metres and the same category. If it is the same, open that one instead.',
  ),
  notYours: label('您的岗位不登记这类事项', 'Your post does not open matters of this kind'),
} as const
