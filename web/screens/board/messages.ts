// The words of the board and of my work.
import { label } from '../../../contract/label.ts'

export const words = {
  list: label('列表', 'List'),
  map: label('地图', 'Map'),
  all: label('全部', 'All'),
  overdue: label('超期', 'Overdue'),
  mine: label('我承办的', 'Mine'),
  unplaced: label('待定位', 'To be placed'),
  open: label('未办结', 'Open'),
  merged: label('已合并的', 'Merged'),
  category: label('类别', 'Category'),
  state: label('状态', 'State'),
  filters: label('筛选', 'Filters'),
  clear: label('清除筛选', 'Clear filters'),
  searchText: label('编号、文字', 'Number or words'),
  opened: label('登记时间', 'Opened'),
  from: label('从', 'From'),
  to: label('到', 'To'),

  clock: label('时限', 'Clock'),
  what: label('事项', 'Matter'),
  where: label('地点', 'Place'),
  who: label('承办', 'Owner'),
  when: label('登记', 'Opened'),
  unplacedRow: label('位置未确定', 'Not placed'),
  waits: label('等待{post}', 'Waits: {post}'),
  keys: label('j / k 上下，Enter 打开，/ 查找', 'j / k to move, Enter to open, / to search'),

  empty: label('没有符合条件的事项', 'Nothing fits'),
  emptyHint: label('换一个区划，或清除筛选', 'Choose another division, or clear the filters'),
  loaded: label('已显示 {n} / {total}', '{n} of {total} shown'),
  truncated: label(
    '点太多，只画出最近的 5,000 个；缩小筛选范围可以看全',
    'Only the newest 5,000 points are drawn; narrow the filter to see all',
  ),
  lateLegend: label('有超期的', 'Some overdue'),

  export: label('导出表格', 'Export'),
  exportTitle: label('导出为 XLSX', 'Export as XLSX'),
  exportHint: label(
    '按当前筛选导出。用途会和导出记录一起保存，审计员可以看到。',
    'Exports what the filter shows. The purpose is kept with the record of the export; auditors see it.',
  ),
  purpose: label('用途', 'Purpose'),
  purposeShort: label('请写明用途（至少 4 个字）', 'Say what it is for (at least 4 characters)'),
  download: label('下载', 'Download'),
  downloaded: label('已下载', 'Downloaded'),

  workConflicts: label(
    '手机上办的 {n} 步晚了一步，请对照',
    '{n} {n|step|steps} from phones came too late; please compare',
  ),
  workTitle: label('我的工作', 'My work'),
  workOverdue: label('已超期', 'Overdue'),
  workSoon: label('快到期', 'Due soon'),
  workWaiting: label('等我受理', 'Waiting for me'),
  workMine: label('我正在办', 'In my hands'),
  workEmpty: label('没有等您办理的事项', 'Nothing waits for you'),
  workEmptyHint: label('新事项到达时会出现在这里', 'New matters appear here as they arrive'),
  workAll: label('看辖区全部事项', 'See all matters of the area'),
} as const
