// Each quarter somebody of the police station looks at every special trade: what comes in is written down, and can be traced.
import { label } from '../../contract/label.ts'
import { defineRound } from '../../contract/round.ts'
import { ending, section, shall, should } from './items.fields.ts'

// Each trade has rules of its own: which one an order stands on, the officer writes into it, or a county into its checklist.

export const tradeCheck = defineRound({
  kind: 'inspections.trades',
  label: label('特种行业检查', 'Checks of special trades'),
  over: { register: 'inspections.trade' },
  cadence: 'quarterly',
  days: 'everyDay',
  by: [
    { post: 'residentOfficer', level: 'township' },
    { post: 'stationChief', level: 'township' },
  ],
  leads: ['stationChief', 'countyCentre'],
  approves: ['countyCentre'],
  checked: ['unitGuard'],
  whenOver: 'missed',
  checklist: {
    title: label('特种行业检查表', 'Checklist of special trades'),
    items: [
      section('papers', label('证照', 'Papers'), [
        shall('filed', label('已取得许可或已备案', 'It is licensed or filed'), 15),
      ]),
      section('book', label('登记', 'The book'), [
        shall('written', label('收、修的物品如实登记', 'What is bought or repaired is written down'), 7),
        shall('kept', label('登记簿按规定期限保存', 'The book is kept as long as the rules ask'), 7),
        shall('reported', label('发现可疑物品即报告', 'Suspicious goods are reported'), 3),
      ]),
      section('means', label('设施', 'Means'), [
        should('video', label('有视频监控并有效', 'There is video and it works')),
        should('fire', label('消防通道畅通', 'The way out is clear')),
      ]),
      ...ending,
    ],
  },
  finding: {
    label: label('行业检查问题', 'Finding at a special trade'),
    atOnce: true,
    orderWithin: '1wd',
    usualDays: 7,
    most: '30d',
    recheckWithin: '5wd',
    measures: {
      talk: label('约谈经营单位', 'Talk with the business'),
      penalty: label('移送主管机关依法处罚', 'To the authority for a penalty'),
    },
  },
})
