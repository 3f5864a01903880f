// The words around a checklist, on the desk and on phones.
import { label } from '../../contract/label.ts'

export const words = {
  shall: label('应', 'Shall'),
  should: label('宜', 'Should'),
  lastTime: label('上次的问题', 'Found last time'),
  advice: label('建议', 'Advice'),
  addRow: label('再加一项', 'Add one more'),
  removeRow: label('删除这一项', 'Remove this one'),
  row: label('{name} {n}', '{name} {n}'),
  missing: label('检查表还没有下载到本机，请连网后再试', 'The checklist is not on this device yet; connect once'),
  answered: label('已答 {n}/{of}', '{n} of {of} answered'),
  finding: label('将记为问题', 'Will be a finding'),
  advised: label('将记为建议', 'Will be noted as advice'),
  faults: label('有 {n} 项要改，见标红处', '{n} items need a look; they are marked'),
}
