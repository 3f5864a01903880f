// Why a step of a dispute is not possible, in words that say what is missing.
import { label } from '../../contract/label.ts'

/** Each reason a guard of a dispute may give. */
export const refusals = {
  partiesMissing: label('先登记双方当事人', 'Enter the parties of both sides first'),
  periodMissing: label(
    '每项义务须写明期限：日期、待什么之后或多久核查',
    'Say of each obligation by when: a day, after what, or how often it is looked at',
  ),
  copiesTooFew: label(
    '当事人各一份，调委会一份：份数不够',
    'One copy for each party and one for the committee: too few',
  ),
  jointInWriting: label(
    '跨县协议须书面，由两地调委会盖章',
    'Across a border the agreement is written and sealed by both committees',
  ),
  sealedAlready: label('已经盖章', 'Sealed already'),
  sealMissing: label('调委会尚未盖章（跨县须两地都盖）', "The committee's seal is missing (across a border, both)"),
  notYet: label('生效时间不能在将来', 'It cannot be in effect from a time to come'),
  notPerformed: label('还有义务没有履行', 'An obligation is not performed yet'),
  revisitsLeft: label('回访尚未完成', 'Revisits are left to make'),
  confirmationOpen: label('司法确认尚未了结', 'Judicial confirmation is still open'),
  neighbourToAgree: label('须邻县一方同意结案', 'The neighbouring side has to agree first'),
  measuresMissing: label('有激化可能的，须写明疏导稳控措施', 'Where it may escalate, say what is done to keep it calm'),
}
