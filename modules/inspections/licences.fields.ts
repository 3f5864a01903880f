// Which authority gives which licence for dangerous goods, and on what basis: data, so that nobody sends a case to the wrong office.
import { type Label, label } from '../../contract/label.ts'

interface Licence {
  label: Label
  authority: Label
  /** The rule and its article. */
  basis: string
}

const emergency = label('应急管理部门', 'emergency management')
const police = label('公安机关', 'police')
const housing = label('燃气管理部门', 'gas authority')
const commerce = label('商务部门', 'commerce')
const industry = label('民用爆炸物品行业主管部门', 'civil explosives authority')

export const licences = {
  // 烟花爆竹安全管理条例 art 16: trade is licensed by safety (now emergency management); art 22: road transport by the police.
  fireworksWholesale: {
    label: label('烟花爆竹批发', 'Fireworks, wholesale'),
    authority: emergency,
    basis: '《烟花爆竹安全管理条例》第十六条',
  },
  fireworksRetail: {
    label: label('烟花爆竹零售', 'Fireworks, retail'),
    authority: emergency,
    basis: '《烟花爆竹安全管理条例》第十六条',
  },
  fireworksTransport: {
    label: label('烟花爆竹道路运输', 'Fireworks, transport by road'),
    authority: police,
    basis: '《烟花爆竹安全管理条例》第二十二条',
  },
  explosivesSale: {
    label: label('民用爆炸物品销售', 'Civil explosives, sale'),
    authority: industry,
    basis: '《民用爆炸物品安全管理条例》第三条',
  },
  explosivesUse: {
    label: label('爆破作业', 'Blasting'),
    authority: police,
    basis: '《民用爆炸物品安全管理条例》第三条',
  },
  chemicals: {
    label: label('危险化学品经营', 'Dangerous chemicals, trade'),
    authority: emergency,
    basis: '《危险化学品安全管理条例》第三十三条',
  },
  gas: {
    label: label('燃气经营', 'Gas, trade'),
    authority: housing,
    basis: '《城镇燃气管理条例》第十五条',
  },
  fuel: {
    label: label('成品油零售', 'Fuel, retail'),
    authority: commerce,
    basis: '《危险化学品安全管理条例》第三十三条',
  },
} as const satisfies Record<string, Licence>

/** What a form offers: the licence with the authority that gives it. */
export const licenceChoices: Record<keyof typeof licences, Label> = Object.fromEntries(
  Object.entries(licences).map(([id, { label: of, authority }]) => [
    id,
    label(`${of.zh}：${authority.zh}`, `${of.en}: ${authority.en}`),
  ]),
) as Record<keyof typeof licences, Label>
