// The words of one matter.
import { type Label, label } from '../../../contract/label.ts'

export const words = {
  notFound: label('没有这件事项，或不在您的范围内', 'There is no such matter within your reach'),
  openPage: label('单独打开', 'Open on its own page'),
  copyNo: label('复制编号', 'Copy the number'),
  openedAt: label('登记', 'Opened'),
  answeredAt: label('首次回应', 'First answer'),
  endedAt: label('办结', 'Ended'),
  owner: label('承办', 'Owner'),
  firstContact: label('首问', 'First contact'),
  waitsFor: label('等待{post}受理', 'Waits for {post}'),
  nobody: label('无人承办', 'Nobody yet'),
  unit: label('承办部门', 'Department'),
  channel: label('来源', 'Channel'),
  unplaced: label('位置未确定', 'Not placed yet'),
  clock: label('时限', 'Clock'),
  since: label('进入“{state}”', 'In “{state}” since'),
  details: label('详情', 'Details'),
  story: label('办理经过', 'Story'),
  related: label('相关事项', 'Related'),
  shares: label('共享', 'Shares'),
  mergedInto: label('已并入 {no}', 'Merged into {no}'),
  mergedHere: label('并入本件', 'Merged here'),
  linked: label('关联', 'Linked'),

  moreSteps: label('其他动作', 'More'),
  takers: label('由{posts}办理', 'Done by: {posts}'),
  from: label('在“{states}”时办理', 'Possible when: {states}'),
  stepTo: label('办理后：{state}', 'Then: {state}'),
  stepStays: label('状态不变', 'The state stays as it is'),
  confirmStep: label('确认办理', 'Do it'),
  done: label('{step}：已办理', '{step}: done'),
  outOfReach: label('已办理。{no} 已不在您的范围内', 'Done. {no} is now outside your reach'),

  assign: label('指定承办人', 'Assign'),
  extend: label('申请延期', 'Ask for more time'),
  link: label('关联事项', 'Link'),
  merge: label('并入另一事项', 'Merge into another'),
  unmerge: label('撤销合并', 'Undo the merge'),
  share: label('共享', 'Share'),
  to: label('交给', 'To'),
  noCandidates: label('没有能接手的人：请管理员安排岗位', 'Nobody could take it: ask an administrator to fill a post'),
  reason: label('理由', 'Reason'),
  until: label('延到', 'Until'),
  untilHint: label('当天下班前；最长 {most}', 'Before closing of that day; at most {most}'),
  otherMatter: label('另一事项', 'The other matter'),
  otherHint: label('输入编号或文字查找', 'Find by number or words'),
  otherNone: label('没有找到', 'Nothing found'),
  mergeHint: label(
    '本件并入所选事项，两位报告人都会看到同一个结果。可以撤销。',
    'This one joins the chosen matter; both reporters see the same outcome. It can be undone.',
  ),
  unmergeHint: label('两件事项各自恢复合并前的状态。', 'Both matters are separate again, as before the merge.'),
  whyLinked: label('为什么相关', 'Why they belong together'),
  shareWith: label('共享给', 'Share with'),
  aUnit: label('单位', 'A unit'),
  aDivision: label('区划', 'A division'),
  purpose: label('用途', 'Purpose'),
  purposeHint: label(
    '例如“联合处置边界道路隐患”；会留下记录',
    'Such as “joint work on the border road”; it is recorded',
  ),
  endShare: label('结束共享', 'End'),
  shareLine: label('{with}：{purpose}', '{with}: {purpose}'),

  extensionAsked: label('{name}申请延期到 {until}', '{name} asks for time until {until}'),
  extensionGranted: label('已批准延期到 {until}', 'Extended until {until}'),
  extensionRefused: label('延期申请未批准', 'The extension was refused'),
  grant: label('批准', 'Grant'),
  refuse: label('不批准', 'Refuse'),

  phoneConflict: label('{name}在手机上办了“{step}”，但晚了一步', '{name} took the step “{step}” on a phone, too late'),
  phoneConflictHint: label(
    '别人先改了这件事项，手机上的没有覆盖它。请对照后决定。',
    'Somebody changed the matter first; the phone’s step did not overwrite it. Compare and decide.',
  ),
  phoneTime: label('手机时间 {at}', 'On the phone: {at}'),
  phoneSlow: label('（手机慢 {n} 分钟）', ' (that clock is {n} min slow)'),
  phoneFast: label('（手机快 {n} 分钟）', ' (that clock is {n} min fast)'),
  onPhone: label('手机上的', 'On the phone'),
  keepPresent: label('保留现在的', 'Keep what is'),
  applyPhones: label('按手机上的办', 'Apply the phone’s'),
  staleTitle: label('别人刚刚改过这件事项', 'Somebody changed this matter meanwhile'),
  staleHint: label(
    '请核对两个版本。您填写的内容还在，核对后可以按新版本提交。',
    'Compare both versions. What you typed is kept; send it on the new version when it still holds.',
  ),
  staleBefore: label('您打开时（第 {n} 版）', 'As you opened it (version {n})'),
  staleNow: label('现在（第 {n} 版）', 'Now (version {n})'),
  staleSame: label('您能看到的内容没有变化', 'Nothing you can see has changed'),
  takeNew: label('按新版本继续', 'Continue on the new version'),
  state: label('状态', 'State'),
  due: label('到期', 'Due'),
  none: label('无', 'None'),

  event: {
    opened: label('登记', 'Opened'),
    assigned: label('指定承办人', 'Assigned'),
    'extension-asked': label('申请延期', 'Asked for more time'),
    'extension-granted': label('批准延期', 'Extension granted'),
    'extension-consented': label('同意延期', 'Extension consented to'),
    'extension-refused': label('未批准延期', 'Extension refused'),
    linked: label('关联事项', 'Linked'),
    shared: label('共享', 'Shared'),
    unshared: label('结束共享', 'Share ended'),
    merged: label('并入另一事项', 'Merged into another'),
    joined: label('并入了另一事项', 'Another was merged here'),
    unmerged: label('撤销合并', 'Merge undone'),
    erased: label('到期删除个人信息', 'Personal data erased when due'),
    'deadline-missed': label('超过时限', 'Deadline missed'),
  },
  channels: {
    portal: label('群众扫码', 'Public portal'),
    phone: label('电话', 'Phone'),
    visit: label('来访', 'Visit'),
    field: label('网格上报', 'Field'),
    open311: label('Open311 接口', 'Open311'),
    import: label('导入', 'Import'),
    alarm: label('报警装置', 'Alarm'),
  },
} as const

/** The label of a channel; its own word when a newer server knows one more. */
export const channelLabel = (channel: string) =>
  (words.channels as Record<string, { zh: string; en: string }>)[channel] ?? channel

/** The label of an event that no definition declares. */
export const eventLabel = (did: string) => (words.event as Record<string, { zh: string; en: string }>)[did] ?? did

/** What the facts around a matter's fields are called, by the names that `differences` gives them. */
export const factNames: Record<string, Label> = {
  '@state': words.state,
  '@owner': words.owner,
  '@unit': words.unit,
  '@due': words.due,
  '@merged': words.related,
}
