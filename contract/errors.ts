// Every refusal the software can speak: a code, a status, a sentence in both languages that names the way out.
import { type Label, label } from './label.ts'

export interface ProblemNotes {
  status: number
  title: Label
}

/** The codes shared by all modules. A module adds its own in `module.ts`, prefixed with its name. */
export const sharedProblems = {
  'input.invalid': {
    status: 400,
    title: label('提交的内容有误，请按提示修改', 'Some of the input is wrong; see the fields'),
  },
  'input.too-large': { status: 413, title: label('内容太大', 'The input is too large') },
  'input.not-this-type': { status: 415, title: label('不支持这种文件', 'This type of content is not accepted') },
  'input.unknown-division': { status: 400, title: label('没有这个区划', 'There is no such division') },
  'input.outside': { status: 400, title: label('这个位置不在辖区内', 'This place lies outside the area served') },
  'access.sign-in': { status: 401, title: label('请先登录', 'Please sign in') },
  'access.not-your-post': { status: 403, title: label('您的岗位不办理这一步', 'Your post does not take this step') },
  'access.not-found': { status: 404, title: label('没有找到', 'Not found') },
  'access.purpose-needed': { status: 400, title: label('请说明用途', 'Say what it is for') },
  'access.too-many': { status: 429, title: label('请求太频繁，请稍后再试', 'Too many requests; try again shortly') },
  'people.wrong-password': {
    status: 401,
    title: label('用户名或密码不对', 'The user name or the password is wrong'),
  },
  'people.wrong-code': { status: 401, title: label('验证码不对或已过期', 'The code is wrong or has expired') },
  'people.passkey-refused': { status: 401, title: label('通行密钥验证未通过', 'The passkey was not accepted') },
  'people.try-later': {
    status: 429,
    title: label('尝试次数太多，请稍后再试', 'Too many attempts; try again later'),
  },
  'people.sign-in-again': {
    status: 403,
    title: label('请重新登录后再办', 'Please sign in again before you do this'),
  },
  'people.other-site': { status: 403, title: label('请求来自别的网站', 'The request comes from another site') },
  'people.provider-silent': {
    status: 503,
    title: label('统一身份认证没有应答，请稍后再试', 'The identity provider does not answer; try again later'),
  },
  'people.user-name-taken': { status: 409, title: label('这个用户名已有人用', 'This user name is taken') },
  'people.own-account': {
    status: 409,
    title: label('不能办理自己的账号和岗位', 'Nobody changes their own account or posts'),
  },
  'people.posts-apart': {
    status: 409,
    title: label('系统管理员和审计员不能是同一账号', 'One account cannot be both administrator and auditor'),
  },
  'people.unit-in-use': {
    status: 409,
    title: label('单位还有人任职，请先结束岗位', 'Somebody still holds a post in this unit; end the post first'),
  },
  'matters.wrong-state': {
    status: 409,
    title: label('当前状态不能办理这一步', 'This step is not possible in the present state'),
  },
  'matters.no-such-transition': { status: 404, title: label('没有这个办理动作', 'There is no such step') },
  'matters.stale': {
    status: 409,
    title: label('别人刚刚改过，请核对两个版本', 'Somebody changed it meanwhile; compare both versions'),
  },
  'matters.merged': { status: 409, title: label('该事项已并入另一事项', 'This matter was merged into another') },
  'matters.cannot-merge': { status: 409, title: label('这两件事项不能合并', 'These matters cannot be merged') },
  'matters.not-merged': { status: 409, title: label('该事项没有被合并', 'This matter is not merged') },
  'matters.no-deadline': { status: 409, title: label('当前没有可延长的期限', 'There is no deadline to extend') },
  'matters.too-long': { status: 409, title: label('超过可延长的上限', 'Longer than an extension may be') },
  'matters.already-decided': { status: 409, title: label('已经有人决定过', 'This was decided already') },
  'matters.same-person': { status: 409, title: label('不能批准自己的申请', 'Nobody approves their own request') },
  'matters.list-full': { status: 409, title: label('这里的记录已达上限', 'This list of records is full') },
  'matters.ended': { status: 409, title: label('事项已经办结', 'The matter has ended') },
  'matters.top-rung': { status: 409, title: label('已经提级，不能再提', 'It has been raised already') },
  'matters.consented-already': { status: 409, title: label('这位当事人已经同意', 'This party has consented already') },
  'matters.owner-needed': {
    status: 409,
    title: label('接手人不在职或不在范围内', 'The new owner holds no fitting post'),
  },
  'registers.closed': { status: 409, title: label('该条目已停用，请先恢复', 'This entry is closed; reopen it first') },
  'registers.not-closed': { status: 409, title: label('该条目没有停用', 'This entry is not closed') },
  'registers.merged': { status: 409, title: label('该条目已并入另一条目', 'This entry was merged into another') },
  'registers.not-merged': { status: 409, title: label('该条目没有被合并', 'This entry is not merged') },
  'registers.cannot-merge': { status: 409, title: label('这两个条目不能合并', 'These entries cannot be merged') },
  'registers.same': {
    status: 409,
    title: label('台账里已有相同的条目，请核对或合并', 'The register has this entry already; compare or merge them'),
  },
  'registers.in-transfer': {
    status: 409,
    title: label('该条目已在移交中，请先撤回', 'This entry is in transfer; withdraw that first'),
  },
  'registers.sheet-unreadable': {
    status: 400,
    title: label('表格无法读取，请另存为 .xlsx 后重试', 'The sheet cannot be read; save it as .xlsx and try again'),
  },
  'registers.sheet-changed': {
    status: 409,
    title: label('台账在检查之后有变动，请重新检查', 'The register changed since the check; check the sheet again'),
  },
  'registers.already-loaded': { status: 409, title: label('这份表格已经导入过', 'This sheet was loaded already') },
  'rounds.contest-over': {
    status: 409,
    title: label('异议期已过', 'The time to contest is over'),
  },
  'field.device-revoked': {
    status: 401,
    title: label('这部手机已停用，请联系所在中心', 'This phone has been revoked; ask your centre'),
  },
  'field.other-person': {
    status: 403,
    title: label('这部手机由另一人使用，请本人登录', 'This phone is somebody else’s; its owner signs in on it'),
  },
  'field.no-conflict': {
    status: 409,
    title: label('事项没有变过，请直接提交', 'Nothing has changed meanwhile; just send it'),
  },
  'field.settled': { status: 409, title: label('已经有人处理过', 'This was settled already') },
  'field.upload-exists': {
    status: 409,
    title: label('上传已经开始，请接着传', 'This upload has begun; go on with it'),
  },
  'field.upload-elsewhere': {
    status: 409,
    title: label('续传的位置不对，请先查询已传多少', 'The upload stands elsewhere; ask how much is there'),
  },
  'field.upload-protocol': {
    status: 412,
    title: label('上传接口只支持 tus 1.0.0', 'Uploads in pieces speak tus 1.0.0 only'),
  },
  'field.too-many-uploads': {
    status: 409,
    title: label('没传完的文件太多，请先传完', 'Too many unfinished uploads; finish them first'),
  },
  'request.duplicate-key': {
    status: 409,
    title: label('同一编号用于了不同的请求', 'The same key was used for a different request'),
  },
  'request.key-needed': {
    status: 400,
    title: label('请求缺少 Idempotency-Key', 'The request needs an Idempotency-Key'),
  },
  'server.busy': {
    status: 503,
    title: label('系统繁忙，未保存，请稍后再试', 'Busy: nothing was saved; try again shortly'),
  },
  'server.fault': {
    status: 500,
    title: label('系统出错，未保存，请联系管理员', 'A fault on our side: nothing was saved'),
  },
} as const satisfies Record<string, ProblemNotes>

export type SharedProblem = keyof typeof sharedProblems

/** One field that is wrong, and what to do about it. `field` is a dotted path; the body itself is ''. */
export interface FieldFault {
  field: string
  message: Label
}

export interface ProblemDetail {
  detail?: Label
  errors?: FieldFault[]
  /** Facts a client acts on, such as both versions of a stale write. Never personal data of others. */
  extra?: Record<string, unknown>
}

/** A refusal. Thrown by name, turned into RFC 9457 in one place (server/http/problems.ts). */
export class Problem extends Error {
  readonly code: string
  readonly notes: ProblemNotes
  readonly detail: ProblemDetail
  constructor(code: string, notes: ProblemNotes, detail: ProblemDetail) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.notes = notes
    this.detail = detail
  }
}

/** Makes a shared refusal. `throw problem('matters.stale', { extra: { mine, theirs } })` */
export const problem = (code: SharedProblem, detail: ProblemDetail = {}): Problem =>
  new Problem(code, sharedProblems[code], detail)

/** Shorthand for one wrong field. */
export const fieldProblem = (field: string, message: Label, code: SharedProblem = 'input.invalid'): Problem =>
  problem(code, { errors: [{ field, message }] })

/** A mistake of ours, never the caller's: not caught, logged as a fault. */
export function invariant(holds: unknown, message: string): asserts holds {
  if (!holds) throw new Error(`invariant: ${message}`)
}
