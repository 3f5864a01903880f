// Sorts of licences for dangerous goods. Which authority gives one is said where the rule was read; else the licence says it.
import { type Label, label } from '../../contract/label.ts'

interface Licence {
  label: Label
  authority?: Label
}

const emergency = label('应急管理部门', 'emergency management')
const police = label('公安机关', 'police')

export const licences = {
  // 烟花爆竹安全管理条例 art 3, 16, 22: trade is licensed by safety (now emergency management), road transport by the police.
  fireworksWholesale: { label: label('烟花爆竹批发', 'Fireworks, wholesale'), authority: emergency },
  fireworksRetail: { label: label('烟花爆竹零售', 'Fireworks, retail'), authority: emergency },
  fireworksTransport: { label: label('烟花爆竹道路运输', 'Fireworks, transport by road'), authority: police },
  explosivesSale: { label: label('民用爆炸物品销售', 'Civil explosives, sale') },
  explosivesUse: { label: label('爆破作业', 'Blasting') },
  chemicals: { label: label('危险化学品经营', 'Dangerous chemicals, trade') },
  gas: { label: label('燃气经营', 'Gas, trade') },
  fuel: { label: label('成品油零售', 'Fuel, retail') },
} as const satisfies Record<string, Licence>

/** What a form offers: the licence, with the authority that gives it where it is known. */
export const licenceChoices: Record<keyof typeof licences, Label> = Object.fromEntries(
  Object.entries<Licence>(licences).map(([id, { label: of, authority }]) => [
    id,
    authority ? label(`${of.zh}：${authority.zh}`, `${of.en}: ${authority.en}`) : of,
  ]),
) as Record<keyof typeof licences, Label>
