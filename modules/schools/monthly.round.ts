// The monthly safety check of a school by itself, by the facilities of GB/T 29315-2022 (应 shall, 宜 should).
// The marks follow a draft of the standard's table; a county puts them right in its own version of the checklist.
import type { Question, Rule } from '../../contract/checklist/form.ts'
import { type Label, label } from '../../contract/label.ts'
import { defineRound } from '../../contract/round.ts'

const states = [
  { name: 'yes', label: label('有且完好', 'There and sound') },
  { name: 'no', label: label('没有或损坏', 'Missing or broken') },
  { name: 'none', label: label('没有这一部位', 'No such place here') },
]
const basis = 'GB/T 29315-2022'

const item = (name: string, words: Label, rule: Omit<Rule, 'finding'>): Question => ({
  type: 'select_one',
  name,
  label: words,
  required: true,
  choices: states,
  rule: { ...rule, finding: ". = 'no'" },
})
const shall = (name: string, zh: string, en: string, days = 15): Question =>
  item(name, label(zh, en), { weight: 'shall', basis, days })
const should = (name: string, zh: string, en: string): Question => item(name, label(zh, en), { weight: 'should' })
const group = (name: string, words: Label, items: Question[]) => ({ type: 'group' as const, name, label: words, items })

export const monthly = defineRound({
  kind: 'schools.monthly',
  label: label('学校安全月查', 'Monthly school check'),
  over: { register: 'schools.school' },
  cadence: 'monthly',
  days: 'everyDay',
  by: [{ post: 'schoolGuard', level: 'village' }],
  checked: ['schoolGuard'],
  leads: ['townshipCentre', 'countyCentre'],
  approves: ['countyCentre'],
  whenOver: 'missed',
  checklist: {
    title: label('学校安全月查表', 'Checklist of the monthly school check'),
    items: [
      group('around', label('学校周边', 'Surroundings'), [
        shall('signs', '警示标志、人行横道线', 'Warning signs and crossings'),
        should('policeRoom', '治安岗亭或警务室', 'Police room or booth'),
        should('speedSigns', '限速标志', 'Speed signs'),
        shall('outsideVideo', '校门外视频监控', 'Video outside the gate'),
      ]),
      group('boundary', label('周界', 'Boundary'), [
        shall('wall', '围墙等实体屏障', 'Wall or other physical barrier', 7),
        should('intrusion', '入侵探测', 'Intrusion detection'),
      ]),
      group('entrance', label('主出入口', 'Main entrance'), [
        shall('bollards', '防冲撞设施', 'Barrier or bollards', 7),
        shall('entranceVideo', '出入口视频监控', 'Video at the entrance'),
        should('accessGate', '出入口控制通道', 'Access gate'),
      ]),
      group('gateRoom', label('门卫室', 'Gate room'), [
        shall('alarmKey', '一键报警', 'One-key alarm', 3),
        shall('gateVideo', '门卫室视频监控', 'Video in the gate room'),
        shall('address', '广播', 'Public address'),
        shall('manned', '24小时有人值守', 'Manned 24 hours a day', 3),
      ]),
      group('inside', label('校内重点部位', 'Key areas inside'), [
        shall('assembly', '室外集中活动区视频监控', 'Video of the assembly area'),
        shall('corridors', '教学楼通道视频监控', 'Video in the corridors'),
        shall('dormitoryDoor', '宿舍楼出入口视频监控', 'Video at the dormitory doors'),
        shall('dormitoryAlarm', '宿舍值班室紧急报警', 'Alarm in the dormitory duty room', 7),
        shall('kindergarten', '幼儿活动室、食堂视频监控', 'Video in kindergarten rooms and the kitchen'),
        shall(
          'dangerous',
          '危险品室、实验室防护门窗及入侵探测',
          'Guarded doors and windows of dangerous goods and laboratories',
          7,
        ),
      ]),
      { type: 'image', name: 'photos', label: label('照片', 'Photos') },
      { type: 'text', name: 'words', label: label('其他情况', 'Anything else') },
    ],
  },
  finding: {
    label: label('学校安全问题', 'School safety finding'),
    atOnce: true,
    orderWithin: '1wd',
    usualDays: 15,
    most: '60d',
    recheckWithin: '5wd',
    measures: {
      talk: label('约谈学校', 'Talk with the school'),
      notice: label('通报主管部门', 'Notice to the authority'),
    },
  },
})
