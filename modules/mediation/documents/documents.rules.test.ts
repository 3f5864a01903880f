// The documents of a case: every field filled in the official order, nothing before its time, and no word of machinery.
import { describe, expect, test } from 'vitest'
import { type WrittenDocument, wordsOf } from '../../../core/documents/document.ts'
import { drawDocx } from '../../../core/documents/draw-docx.ts'
import { docxProblem, docxText } from '../../../testing/docx.ts'
import { borderCase, caseIn, mark } from './border-case.fixture.ts'
import type { CaseFile, DisputeData } from './case-file.ts'
import { documentsOf } from './documents-of.ts'
import { blanksOf, digestOf, placesOf } from './signed-text.ts'

const at = new Date('2022-04-20T02:00:00Z')
const idsOf = (file: CaseFile) => documentsOf(file).map((each) => each.id)
const get = (file: CaseFile, id: string): WrittenDocument => {
  const found = documentsOf(file).find((each) => each.id === id)
  if (!found) throw new Error(`${id} is not in the file`)
  return found
}

/** The words stand in the text one after the other. */
function expectInOrder(text: string, words: readonly string[]): void {
  let from = 0
  for (const word of words) {
    const found = text.indexOf(word, from)
    expect(found, `${word} after position ${from} of ${text}`).toBeGreaterThanOrEqual(from)
    from = found + word.length
  }
}

describe('the border case', () => {
  test('has the whole file in the official order', () => {
    expect(idsOf(borderCase())).toEqual([
      'cover',
      'index',
      'acceptance',
      'rights',
      'investigation-1',
      'session-1',
      'session-2',
      'agreement',
      'performance',
      'court-application',
      'revisit-1',
      'revisit-2',
      'revisit-3',
      'closing',
    ])
  })

  test('has an agreement with what article 29 asks for, in its order, both committees and both seals', async () => {
    const text = docxText(await drawDocx(get(borderCase(), 'agreement'), at))
    expectInOrder(text, [
      '编号：431227-2021-000181',
      '新晃侗族自治县凉伞镇街上村人民调解委员会',
      '天柱县坪地镇阳寨村人民调解委员会',
      '人民调解协议书',
      '甲方当事人',
      '街上村某村民组',
      '乙方当事人',
      '阳寨村某村民组',
      '纠纷的主要事实',
      '占用街上村村民组林地约3.2亩',
      '争议事项',
      '便道占地是否恢复原状',
      '各方当事人的责任',
      '项目方未事先征得村民组同意',
      '协议内容',
      '将便道占地恢复原状',
      '履行方式和期限',
      '恢复便道占地原状',
      '机械回填、复绿',
      '项目完工后30日内',
      '优先安排两村村民务工',
      '长期履行，每6个月核查一次',
      '三十日内共同向人民法院申请司法确认',
      '一式4份',
      '甲方　街上村某村民组（签名）',
      '乙方　阳寨村某村民组（签名）',
      '人民调解员（签名，牵头方）',
      '人民调解员（签名，邻县方）',
      '记录人（签名）',
      '新晃侗族自治县凉伞镇街上村人民调解委员会（印章）',
      '天柱县坪地镇阳寨村人民调解委员会（印章）',
      '2021年10月18日',
    ])
  })

  test.each([
    [
      'acceptance',
      [
        '2021年9月6日',
        '2021年9月7日',
        '网格员巡查',
        '土地及资源权属',
        '一般群体性',
        '较大',
        '40人',
        '36000元',
        '平和',
        '镇党委副书记',
        '凉伞镇街上村',
        '13800000001',
        '约40人聚集',
      ],
    ],
    ['rights', ['街上村某村民组、阳寨村某村民组', '不收取任何费用', '书面', '2021年9月7日']],
    [
      'investigation-1',
      [
        '2021年9月13日09时30分',
        '便道现场',
        '两组村民代表',
        '4张，附卷',
        '便道长约420米',
        '双方对林地界线无争议',
        '被调查人（签名）',
      ],
    ],
    ['session-1', ['2021年10月11日10时00分', '街上村村部', '双方代表各5人', '双方陈述意见', '继续调解']],
    ['session-2', ['2021年10月18日15时00分', '阳寨村村部', '优先参加基地务工', '达成书面协议']],
    [
      'performance',
      [
        '恢复便道占地原状',
        '已履行',
        '2022年4月18日',
        '2022年3月20日',
        '双方现场验收',
        '2件，附卷',
        '优先安排两村村民务工',
        '持续履行中',
        '2022年4月18日：在履行',
      ],
    ],
    [
      'court-application',
      [
        '某县人民法院',
        '2021年10月18日',
        '编号431227-2021-000181',
        '3.2亩',
        '恢复原状',
        '没有恶意串通',
        '至2021年11月17日止',
        '2021年11月10日',
      ],
    ],
    ['revisit-3', ['2021年10月18日', '三月回访', '2022年1月18日', '上门', '协议在履行，双方满意', '无新的争议']],
    [
      'closing',
      [
        '土地及资源权属',
        '已结案',
        '2021年9月7日',
        '2022年4月20日',
        '1次',
        '2次',
        '书面协议',
        '2021年10月18日17时40分',
        '共2项，已履行1项，持续履行1项',
        '3次',
        '已确认',
        '登记',
        '受理',
        '邻县调委会盖章',
        '结案',
      ],
    ],
    [
      'cover',
      ['人民调解卷宗', '431227-2021-000181', '2021', '土地及资源权属', '2021年9月7日', '2022年4月20日', '12份'],
    ],
    ['index', ['人民调解受理登记表', '人民调解协议书', '人民调解结案报告']],
  ])('has %s with every field filled', async (id, words) => {
    expectInOrder(docxText(await drawDocx(get(borderCase(), id), at)), words)
  })

  test('leaves nothing blank', () => {
    const blanks = documentsOf(borderCase()).flatMap((each) => blanksOf(each).map((blank) => `${each.id}: ${blank}`))
    expect(blanks).toEqual([])
  })

  test('tells nobody else how a party is reached: only the register of the office does', () => {
    const telling = documentsOf(borderCase()).filter((each) =>
      wordsOf(each).some((words) => words.includes('1380000000')),
    )
    expect(telling.map((each) => each.id)).toEqual(['acceptance'])
  })

  test('opens as sound files, the same bytes twice', async () => {
    for (const document of documentsOf(borderCase())) {
      const file = await drawDocx(document, at)
      expect([document.id, docxProblem(file)]).toEqual([document.id, null])
      expect(file.equals(await drawDocx(document, at))).toBe(true)
    }
  })
})

const accepted: DisputeData = { acceptedOn: '2021-09-07', track: 'people', scale: '01', level: '04' }
const informed: DisputeData = { ...accepted, informedOn: '2021-09-08', informedHow: 'spoken' }

describe('a document appears when the case got that far', () => {
  test.each<[string, CaseFile, string[]]>([
    ['registered', caseIn('registered'), []],
    ['applied for', caseIn('registered', { source: 'applied' }), ['application']],
    ['accepted', caseIn('accepted', accepted), ['cover', 'index', 'acceptance']],
    ['informed', caseIn('informed', informed), ['cover', 'index', 'acceptance', 'rights']],
    [
      'agreed by word',
      caseIn('performing', {
        ...informed,
        form: 'oral',
        oralRecord: '当场达成',
        disputed: '噪声',
        terms: '夜间不施工',
        effectiveOn: '2021-10-01',
      }),
      ['cover', 'index', 'acceptance', 'rights', 'oral-agreement'],
    ],
    [
      'failed',
      { ...caseIn('failed', { ...informed, reason: '分歧过大', referTo: 'court' }), endedAt: at },
      ['cover', 'index', 'acceptance', 'rights', 'referral', 'closing'],
    ],
    ['refused', { ...caseIn('refused', { reason: '已由法院受理', referTo: 'court' }), endedAt: at }, ['referral']],
    [
      'declined',
      { ...caseIn('declined', { ...informed, reason: '不愿调解' }), endedAt: at },
      ['cover', 'index', 'acceptance', 'rights', 'closing'],
    ],
  ])('%s', (_, file, ids) => {
    expect(idsOf(file)).toEqual(ids)
  })

  test('no application to the court once its time is over or nobody wants it', () => {
    for (const state of ['lapsed', 'waived'])
      expect(idsOf({ ...borderCase(), confirmation: { state, endedAt: at, data: {} } })).not.toContain(
        'court-application',
      )
  })
})

describe('a signature', () => {
  const signing = (file: CaseFile, place = 'party-0') => ({
    document: 'agreement',
    place,
    digest: digestOf(get(file, 'agreement')),
    way: 'screen' as const,
    at,
    mark,
  })
  const marksAt = (file: CaseFile) =>
    Object.fromEntries(placesOf(get(file, 'agreement')).map((place) => [place.key, place.marks.length]))

  test('stands in its own place, and stays when the seals and the day follow', () => {
    const unsealed = borderCase()
    const { effectiveOn: _, effectiveAt: __, leadSealedOn: ___, ...before } = unsealed.data
    const file = { ...borderCase(), signatures: [signing({ ...unsealed, data: before })] }
    expect(marksAt(file)).toEqual({ 'party-0': 1, 'party-1': 0, mediator: 0, neighbour: 0, recorder: 0 })
  })

  test('is void when any word of what was agreed is another', () => {
    const changes: DisputeData[] = [
      { terms: '不恢复原状' },
      { mainFacts: '另一事实' },
      { disputed: '另一争议' },
      { responsibility: '无责任' },
      { copies: 5 },
      { obligations: [{ what: '付款', side: 'first', way: '现金', dueOn: '2021-12-01' }] },
    ]
    for (const change of changes) {
      const file = borderCase()
      const changed = { ...file, data: { ...file.data, ...change }, signatures: [signing(file)] }
      expect(marksAt(changed)['party-0'], JSON.stringify(change)).toBe(0)
    }
  })
})
