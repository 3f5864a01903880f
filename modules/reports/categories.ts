// What a county starts with as categories of reports; its administrators change them by clicking.
// Groups after 隐患/求助/诉求/建议; entries after domain.md §1 and §2.3–2.4, with everything about persons left out.
import { label } from '../../contract/label.ts'
import type { ListEntry } from '../../contract/module.ts'

const under = (
  group: string,
  entries: readonly [id: string, zh: string, en: string, notes?: ListEntry['notes']][],
): ListEntry[] =>
  entries.map(([id, zh, en, notes]) => ({ id, label: label(zh, en), under: group, ...(notes ? { notes } : {}) }))

// `authority`: resolved only with the reference of the authority that licenses it.
// `coarse`: shown to the public only by cell, never by point.
export const categories: readonly ListEntry[] = [
  { id: 'hazard', label: label('隐患', 'Hazard') },
  ...under('hazard', [
    ['streetLight', '路灯不亮', 'Street light out'],
    ['road', '道路、井盖、护栏', 'Road, manhole or railing'],
    ['wiring', '电线电缆、电表箱', 'Wires, cables or meter boxes'],
    ['fire', '消防隐患', 'Fire hazard'],
    ['gas', '燃气隐患', 'Gas hazard'],
    ['fireworks', '烟花爆竹储存、销售', 'Fireworks stored or sold', { authority: true, coarse: true }],
    ['dangerousGoods', '其他危险物品', 'Other dangerous goods', { authority: true, coarse: true }],
    ['water', '涉水安全（河、塘、井）', 'Water: rivers, ponds, wells'],
    ['slope', '滑坡、落石、塌方', 'Slope, rockfall or collapse'],
    ['building', '房屋、建筑安全', 'Unsafe building'],
    ['traffic', '交通安全', 'Traffic safety'],
    ['schoolPerimeter', '校园周边', 'Around a school'],
    ['stall', '占道、摊点', 'Stalls blocking the way'],
    ['camera', '公共设备故障（监控、报警）', 'Public device out of order'],
  ]),
  { id: 'help', label: label('求助', 'Request for help') },
  ...under('help', [
    ['theft', '被盗、财物受损', 'Theft or damage', { coarse: true }],
    ['fraud', '疑似诈骗', 'Suspected fraud', { coarse: true }],
    ['lost', '走失、遗失', 'Lost person or thing', { coarse: true }],
    ['utility', '停水停电停气', 'Water, power or gas is off'],
    ['legalAid', '法律援助', 'Legal aid', { coarse: true }],
    ['otherHelp', '其他求助', 'Other help', { coarse: true }],
  ]),
  { id: 'demand', label: label('诉求', 'Demand') },
  ...under('demand', [
    ['neighbours', '邻里、宅基地、山林土地', 'Neighbours, homestead, forest and land', { coarse: true }],
    ['wages', '拖欠工资', 'Unpaid wages', { coarse: true }],
    ['environment', '噪声、污水、垃圾', 'Noise, sewage or rubbish'],
    ['property', '物业服务', 'Property management'],
    ['livelihood', '民生小事', 'Everyday public services'],
  ]),
  { id: 'suggestion', label: label('建议', 'Suggestion') },
  ...under('suggestion', [
    ['patrolWanted', '希望多巡逻', 'More patrols wanted here'],
    ['facility', '增设设施', 'A facility is missing'],
    ['otherSuggestion', '其他建议', 'Other suggestion'],
  ]),
]
