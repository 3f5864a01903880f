// What the start prints: the address, and in the demo the accounts to try.
import type { House } from '../core/context.ts'
import { homeCode } from './counties.ts'
import { findNote } from './queries.ts'
import { demoPassword } from './sign-in.ts'

const village = '431227104216'

const toTry: readonly [user: string, who: string, what: string][] = [
  ['xh-centre', '县综治中心', '全县事项、地图、统计、合并'],
  ['xh-command', '县指挥中心', '实时看板'],
  ['liangsan-centre', '凉伞镇综治中心', '分流、指派、延期审批'],
  ['huayuan-grid', '花园村网格员', '受理、办理、转部门'],
  ['yingji', '县应急管理局', '接收部门转办、退回'],
  ['nongshang-guard', '县农商行保卫', '自查、整改、对通报提异议'],
  ['xh-admin', '系统管理员', '账号、岗位、网格、类别、检查表、二维码'],
  ['xh-audit', '审计员', '谁看过什么'],
  ['ss-centre', '邻县三穗综治中心', '看不到本县事项'],
  ['xuedong-centre', '邻县雪洞镇综治中心', '只看到共享给它的那一件'],
]

/** Whether the demo was loaded here. */
export const isDemo = async (house: House): Promise<boolean> => (await demoNote(house)) !== undefined

async function demoNote(house: House) {
  const county = house.divisions.tree.findByCode(homeCode)
  return county ? findNote(house.db, county.id) : undefined
}

/** Prints where to go; `print` gets one line at a time. */
export async function printWelcome(
  house: House,
  publicUrl: string,
  print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Promise<void> {
  print('')
  print(`  联防 Lianfang  ${publicUrl}`)
  const note = await demoNote(house)
  if (note) for (const line of demoLines(publicUrl, note.trackingCode)) print(line)
  print('')
}

function demoLines(publicUrl: string, trackingCode: string | null): string[] {
  const widest = Math.max(...toTry.map(([user]) => user.length))
  return [
    '',
    `  演示账号（密码都是 ${demoPassword}） Demo accounts, one password:`,
    ...toTry.map(([user, who, what]) => `    ${user.padEnd(widest)}  ${who}:${what}`),
    '',
    `  群众端 Portal   ${publicUrl}/p/?v=${village}`,
    ...(trackingCode ? [`  查进度 Follow   ${publicUrl}/p/#/follow/${trackingCode}`] : []),
    '  全部人名、事项均为虚构；村界为演示用。 Everything is invented; village borders are for demonstration.',
  ]
}
