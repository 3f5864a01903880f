// What disputes are about: the list a county starts with; its administrators change it by clicking.
// After the 17 classes of domain practice, without the three that sort people by what they believe or whom they petition.
import { label } from '../../contract/label.ts'
import type { ListEntry } from '../../contract/module.ts'

const entries: readonly [id: string, zh: string, en: string][] = [
  ['family', '婚恋家庭', 'Marriage and family'],
  ['neighbours', '邻里', 'Neighbours'],
  ['personality', '人格权', 'Rights of personality'],
  ['property', '物权相关', 'Property'],
  ['tort', '侵权相关', 'Torts and damages'],
  ['contract', '合同及相关', 'Contracts'],
  ['labour', '劳动人事争议', 'Labour'],
  ['lending', '金融借贷', 'Lending'],
  ['land', '土地及资源权属', 'Land and natural resources'],
  ['otherCivil', '其他民商事', 'Other civil matters'],
  ['construction', '城乡建设发展', 'Construction and development'],
  ['civilAffairs', '涉民政', 'Civil affairs'],
  ['enforcement', '其他行政执法', 'Other administrative action'],
  ['other', '其他', 'Other'],
]

export const causes: readonly ListEntry[] = entries.map(([id, zh, en]) => ({ id, label: label(zh, en) }))
