// Clauses for agreements by cause, with blanks in 【】; a group goes by the name of its cause. Edited by clicking.
import { type Label, label } from '../../contract/label.ts'
import type { ListEntry } from '../../contract/module.ts'

type Clause = [name: Label, text: string]

const groups: readonly [id: string, group: Label, clauses: readonly Clause[]][] = [
  [
    'general',
    label('通用', 'For any cause'),
    [
      [label('一次付清', 'Paid at once'), '【付款方】于【日期】前向【收款方】一次性支付人民币【金额】元。'],
      [
        label('分期支付', 'Paid in parts'),
        '【付款方】向【收款方】支付人民币【金额】元，分【期数】期，每期【每期金额】元，于每月【日】日前支付。',
      ],
      [label('赔礼道歉', 'An apology'), '【一方】于【日期】前向【另一方】当面赔礼道歉。'],
      [label('了结', 'Settled for good'), '本协议履行完毕后，双方就本纠纷再无其他争议。'],
    ],
  ],
  [
    'land',
    label('土地及资源权属', 'Land and natural resources'),
    [
      [label('恢复原状', 'Restore the land'), '【责任方】于【事项】后【天数】日内将占用的【地块】恢复原状。'],
      [label('界线', 'The border'), '双方以【标志物】为界，【方位】归甲方使用，【方位】归乙方使用。'],
      [label('优先用工', 'Work for villagers'), '同等条件下，【用工方】优先安排【范围】村民务工。'],
    ],
  ],
  [
    'neighbours',
    label('邻里', 'Neighbours'),
    [
      [label('停止妨害', 'Stop the nuisance'), '【一方】自【日期】起停止【行为】，恢复【通行、采光或者排水】。'],
      [label('安静时间', 'Quiet hours'), '【一方】每日【时】至次日【时】不得【行为】。'],
    ],
  ],
  [
    'labour',
    label('劳动人事争议', 'Labour'),
    [[label('支付工资', 'Wages'), '【用人单位】于【日期】前支付【劳动者】【起止月份】工资共计人民币【金额】元。']],
  ],
  [
    'family',
    label('婚恋家庭', 'Marriage and family'),
    [[label('赡养', 'Support of parents'), '【子女】自【日期】起每月支付赡养费【金额】元，医疗费用由【分担方式】。']],
  ],
]

export const clauses: readonly ListEntry[] = groups.flatMap(([id, group, inside]) => [
  { id, label: group },
  ...inside.map(([name, text], i) => ({ id: `${id}-${i + 1}`, label: name, under: id, notes: { text } })),
])
