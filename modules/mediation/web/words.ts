// The words of the file of a case and of the agreement editor.
import { label } from '../../../contract/label.ts'

export const words = {
  file: label('卷宗', 'File'),
  none: label('受理后自动生成卷宗文书', 'Documents write themselves once the case is accepted'),
  complete: label('齐全', 'Complete'),
  missing: label('缺：{what}', 'Missing: {what}'),
  signed: label('已签', 'Signed'),
  void: label('作废：签名后内容有变更', 'Void: the text was changed after it was signed'),
  open: label('未签', 'Not signed'),
  download: label('下载', 'Download'),
  downloadAll: label('下载整卷（ZIP）', 'Download the file (ZIP)'),
  purpose: label('用途', 'What for'),
  purposeHint: label('写明用途后才能下载；每次下载都有记录。', 'Say what it is for first; every download is logged.'),
  sign: label('在此签名', 'Sign here'),
  signNow: label('签名', 'Sign'),
  link: label('发签署链接', 'Signing link'),
  linkTitle: label('当事人扫码签署', 'The party scans and signs'),
  linkHint: label(
    '请当事人用自己的手机扫码，再口头告诉六位数字。链接和数字只显示一次，今明两天有效。',
    'The party scans it with their own phone; tell them the six digits by word. Both are shown once and hold today and tomorrow.',
  ),
  digits: label('验证数字', 'Digits'),
  close: label('关闭', 'Close'),
  clauses: label('选用条款', 'Choose clauses'),
  allClauses: label('其他类型的条款', 'Clauses for other causes'),
  fill: label('填空', 'Fill the blanks'),
  insert: label('加入协议', 'Put into the agreement'),
  termsHint: label('加入后可以在“协议内容”中自由修改', 'Once it is in, edit it freely in the terms'),
  blanksLeft: label('还有空白未填：{what}', 'Blanks left: {what}'),
  cancel: label('取消', 'Cancel'),
} as const
