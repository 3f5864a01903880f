// What a county's letters and clauses say at first; its administrators change them by clicking.
import { label } from '../../contract/label.ts'
import type { ListEntry } from '../../contract/module.ts'

/** Standing texts of letters, by the id of their entry. */
export const startingLetters = {
  rights: `（一）调解不收取任何费用。
（二）可以选择或者接受调解员；可以接受调解、拒绝调解或者要求终止调解。
（三）可以要求公开或者不公开进行调解；自主表达意愿、自愿达成协议。
（四）应当如实陈述纠纷事实，遵守调解现场秩序，尊重调解员，尊重对方当事人行使权利。
（五）达成的协议具有法律约束力，应当按照约定履行；可以自协议生效之日起三十日内共同申请司法确认。
（六）不得因未经调解或者调解不成而阻止当事人依法通过仲裁、行政、司法等途径维护权利。`,
  referral: '请在法律规定的期限内，携带身份证明和有关证据材料提出。需要法律援助的，可以向当地法律援助机构申请。',
  promise:
    '申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如因该协议内容给他人造成损害，愿意承担相应的民事责任和其他法律责任。',
  keeping: '按本县档案规定',
}

const names = {
  rights: label('权利义务告知', 'Notice of rights'),
  referral: label('引导函说明', 'Referral letter'),
  promise: label('司法确认承诺', 'Promise to the court'),
  keeping: label('卷宗保管期限', 'How long a file is kept'),
} as const

export const letters: readonly ListEntry[] = (Object.keys(names) as (keyof typeof names)[]).map((id) => ({
  id,
  label: names[id],
  notes: { text: startingLetters[id] },
}))
