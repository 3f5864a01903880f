// What the disputes of the demo are about: how each is told, and how it is settled. Everybody is named by a role.

export interface DisputeStory {
  cause: string
  account: string
  /** First and second side; `{group}` is one of the groups of the village. */
  sides: readonly [string, string]
  persons?: number
  amount?: number
  found: string
  disputed: string
  responsibility: string
  terms: string
  /** What the first or the second side is to do, and how. */
  duty: { side: 'first' | 'second'; what: string; way: string }
}

export const disputeStories: readonly DisputeStory[] = [
  {
    cause: 'neighbours',
    account: '{group}两户相邻，一户新砌院墙压到排水沟，雨天积水倒灌到另一户堂屋，双方多次争吵。',
    sides: ['{group}砌墙户', '{group}受水户'],
    found: '院墙越过旧沟边约三十厘米，排水沟被压窄一半，受水户堂屋有水痕。',
    disputed: '院墙是否后退，积水造成的损坏由谁修复。',
    responsibility: '砌墙户压占公用排水沟，应当恢复；受水户自家檐沟未疏通，也有部分责任。',
    terms: '一、砌墙户将院墙后退，恢复排水沟原宽。二、受水户自行疏通檐沟。三、双方互不追究此前争吵。',
    duty: { side: 'first', what: '院墙后退，恢复排水沟原宽', way: '自行拆改，村干部到场验收' },
  },
  {
    cause: 'neighbours',
    account: '{group}一户在楼下开粉店，油烟和清早的响动影响楼上住户休息，物业协调两次未果。',
    sides: ['{group}粉店', '{group}楼上住户'],
    found: '排烟管出口正对楼上窗户，店里凌晨四点开始备料。',
    disputed: '排烟口改到哪里，备料几点开始。',
    responsibility: '粉店排烟口位置不当，应当改造；楼上住户同意给合理的施工时间。',
    terms: '一、粉店把排烟管接到屋顶。二、早上六点以前不剁骨、不开抽风机。三、楼上住户配合施工。',
    duty: { side: 'first', what: '排烟管接到屋顶', way: '请专业人员施工' },
  },
  {
    cause: 'land',
    account: '{group}两家责任田交界处田埂被挖动，各说各的界，春耕在即互不相让。',
    sides: ['{group}上丘农户', '{group}下丘农户'],
    found: '对照二轮承包登记表和老田埂石，界线可以确定，被挖动约一米二。',
    disputed: '田埂界线在哪里，挖动的田埂由谁恢复。',
    responsibility: '上丘农户挖动田埂，应当恢复；下丘农户先行堵水的做法也不妥。',
    terms: '一、以老田埂石为界。二、上丘农户恢复田埂。三、下丘农户放开堵住的进水口。',
    duty: { side: 'first', what: '按老田埂石恢复田埂', way: '自行修复，组长到场看界' },
  },
  {
    cause: 'land',
    account: '{group}多户的山场与邻组相连，油茶林界线不清，采摘季节双方几十人在山上对峙。',
    sides: ['{group}油茶户', '邻组油茶户'],
    persons: 36,
    found: '林权证四至以冲沟为界，两组老人都认可冲沟的位置。',
    disputed: '冲沟东侧约两亩油茶林归哪一组采摘。',
    responsibility: '双方对四至理解不同，均无恶意；今后采摘先通知对方组长。',
    terms: '一、以冲沟为界，东侧由邻组采摘。二、当年已采的各归各。三、两组共同立界桩。',
    duty: { side: 'second', what: '与对方共同立界桩', way: '两组各出人工，村委会提供界桩' },
  },
  {
    cause: 'labour',
    account: '{group}几名村民在附近工地做了两个月小工，完工后工钱一直没有结清。',
    sides: ['工地施工队', '{group}务工村民'],
    persons: 6,
    amount: 28_600,
    found: '考勤本和微信记录一致，欠付两个月工钱，施工队负责人认可。',
    disputed: '欠付多少，什么时候付清。',
    responsibility: '施工队应当支付；务工村民提供了考勤记录。',
    terms: '一、施工队一次付清所欠工钱。二、务工村民收款后出具收条。',
    duty: { side: 'first', what: '付清所欠工钱', way: '银行转账，凭证交调委会留存' },
  },
  {
    cause: 'family',
    account: '{group}一位老人有三个子女，在谁家住、医药费怎么分摊上意见不一，老人轮流住得不安稳。',
    sides: ['{group}长子一户', '{group}次子和女儿两户'],
    persons: 5,
    found: '老人愿意住在长子家，三家收入相近，去年医药费由长子一家垫付。',
    disputed: '老人住在哪家，生活费和医药费如何分摊。',
    responsibility: '赡养父母是子女共同的义务，三家都应当承担。',
    terms: '一、老人随长子居住。二、次子和女儿按月付生活费。三、医药费三家平摊，每季度结一次。',
    duty: { side: 'second', what: '按月支付生活费，分摊医药费', way: '每月五日前转账' },
  },
  {
    cause: 'tort',
    account: '{group}养的牛夜里跑出来，踩坏邻家半亩菜地，菜主要求照价赔，养牛户认为报价太高。',
    sides: ['{group}养牛户', '{group}菜地户'],
    amount: 1800,
    found: '现场踩坏面积约零点四亩，多为辣椒苗，村里菜农估价可以参照。',
    disputed: '赔偿数额和以后怎样看管。',
    responsibility: '养牛户看管不严，应当赔偿；菜地没有围栏，双方同意适当减少。',
    terms: '一、养牛户赔偿菜地户。二、养牛户修好牛栏，夜里上闩。',
    duty: { side: 'first', what: '支付赔偿并修好牛栏', way: '当面支付，村干部见证' },
  },
  {
    cause: 'contract',
    account: '{group}合作社向农户收购黄牛，约定的价格和过磅时说的不一样，农户拦住车不让走。',
    sides: ['黄牛合作社', '{group}养殖户'],
    persons: 11,
    amount: 64_000,
    found: '书面约定按毛重计价，过磅时合作社按净重口头报价，差额可以算清。',
    disputed: '按毛重还是净重计价，差额由谁承担。',
    responsibility: '合作社应当按书面约定执行；农户拦车影响运输，双方互谅。',
    terms: '一、按书面约定的毛重计价，合作社补足差额。二、农户放行车辆。三、今后过磅前先书面确认。',
    duty: { side: 'first', what: '补足收购差额', way: '银行转账' },
  },
  {
    cause: 'property',
    account: '{group}小区车位紧张，两户为一个长期占用的公共车位多次争执，车子被划后矛盾更大。',
    sides: ['{group}先占车户', '{group}后来车户'],
    found: '车位属于公共区域，没有划给任何一户；划痕无法认定是谁所为。',
    disputed: '公共车位怎样使用。',
    responsibility: '公共车位不得长期占用；没有证据的指责应当停止。',
    terms: '一、公共车位先到先停，不设地锁。二、先占车户拆除地锁。三、双方不再互相指责。',
    duty: { side: 'first', what: '拆除地锁', way: '自行拆除，物业验收' },
  },
  {
    cause: 'construction',
    account: '{group}通村公路加宽，施工震裂了路边两户的墙，施工方说是老裂缝，两户要求修复后再开工。',
    sides: ['公路施工方', '{group}路边两户'],
    persons: 7,
    amount: 15_000,
    found: '施工前照片上没有这两处裂缝，裂缝走向与碾压时间相符。',
    disputed: '裂缝是不是施工造成，怎样修复。',
    responsibility: '施工方应当修复；两户同意不再阻拦施工。',
    terms: '一、施工方修复两户墙体裂缝。二、两户不再阻拦施工。三、靠近房屋路段改用静压。',
    duty: { side: 'first', what: '修复两户墙体裂缝', way: '施工方派人修复，住户验收' },
  },
  {
    cause: 'lending',
    account: '{group}邻居之间借了一笔钱周转，约定年底还，到期没有还清，双方见面就吵。',
    sides: ['{group}借款户', '{group}出借户'],
    amount: 20_000,
    found: '有手写借条，双方认可已还五千元。',
    disputed: '余款多少，怎样还。',
    responsibility: '借款户应当还款；出借户同意分期，不另收利息。',
    terms: '一、借款户分三期还清余款。二、出借户不另收利息。三、还清后退回借条。',
    duty: { side: 'first', what: '分三期还清余款', way: '银行转账，还清后退回借条' },
  },
]

export const groups: readonly string[] = ['一组', '二组', '三组', '四组', '五组', '六组']

export const reasons = {
  failed: ['双方对数额相差太大，两次调解都没有谈拢。', '一方坚持要求鉴定，另一方不同意继续调解。'],
  declined: ['对方表示直接找法院解决，不愿意调解。', '一方外出务工不愿参加调解。'],
  withdrawn: ['双方自己谈好了，不需要再调解。', '亲戚出面说和，已经和好。'],
  refused: ['该事项法院已经受理，依法不再调解。', '属于行政处罚事项，应当由主管部门处理。'],
  broken: ['到期没有履行，催过两次仍然没有动。'],
  held: ['双方情绪激动，先分头做工作；组长每天上门看一次，停止在现场施工。'],
  handedOver: ['事实涉及劳动合同认定，请接续调解；两次调解记录随案移交。'],
  extension: ['等待鉴定结果，双方愿意再谈。', '一方在外务工，约定下月回来当面谈。'],
  overdue: '已超期仍未召开调解会，请尽快安排。',
} as const
