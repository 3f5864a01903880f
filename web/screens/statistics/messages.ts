// The words of the statistics.
import { label } from '../../../contract/label.ts'

export const words = {
  title: label('统计', 'Statistics'),
  division: label('区划', 'Division'),
  months: label('登记月份', 'Months opened'),
  from: label('起', 'From'),
  to: label('止', 'To'),
  received: label('登记', 'Opened'),
  overdueNow: label('当前超期', 'Overdue now'),
  definition: label('口径', 'Definition'),
  chart: label('图', 'Chart'),
  table: label('表', 'Table'),
  name: label('项目', 'Item'),
  number: label('数量', 'Number'),
  drill: label('点击看是哪些事项', 'Click to see which matters'),
  none: label('没有数据', 'No data'),
  noneHint: label('这段时间没有登记事项', 'Nothing was opened in these months'),
  less: label('收起', 'Show fewer'),
  all: label('全部 {n} 项', 'All {n}'),
  lastYear: label('近 12 个月', 'Last 12 months'),
  thisYear: label('今年', 'This year'),
  lastQuarter: label('近 3 个月', 'Last 3 months'),
} as const
