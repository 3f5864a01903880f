// Prints who may do what, as a table that a division head can read: docs/permissions.md.
import { type PermissionRow, permissionTable } from '../contract/derive/permissions.ts'
import type { AnyMatterKind, MatterKind, Operation } from '../contract/kind.ts'
import { type Label, label } from '../contract/label.ts'
import { type Post, type Taker, takerLabel } from '../contract/posts.ts'
import type { AnyRegister } from '../contract/register-kind.ts'
import type { AnyRoute, Who } from '../contract/route.ts'

const both = ({ zh, en }: Label): string => `${zh} ${en}`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const operationLabels: Record<Operation, Label> = {
  assign: label('指定承办人', 'Assign'),
  extend: label('申请延期', 'Ask for an extension'),
  supervise: label('催办、督办、提级', 'Supervise'),
  link: label('关联', 'Link'),
  merge: label('合并', 'Merge'),
  share: label('共享', 'Share'),
  export: label('导出', 'Export'),
}
const whoLabels: Record<string, Label> = {
  public: label('公开', 'Public'),
  staff: label('任何账号或系统密钥，内容限本范围', 'Any account or key, within its reach'),
  machine: label('系统密钥', 'A key'),
}

/** The document. */
export function printPermissions(
  kinds: readonly AnyMatterKind[],
  registers: readonly AnyRegister[],
  routes: readonly AnyRoute[],
): string {
  return [
    '# 权限 Permissions',
    '',
    '由程序打印(`npm run docs`),与程序一致。Printed from the program (`npm run docs`), and so what the program does.',
    '',
    '范围之外的事项一律“没有找到”,并记入查阅记录。What lies out of reach is “not found”, and the refusal is logged.',
    '',
    ...kinds.flatMap((kind) => kindPart(kind as MatterKind)),
    ...registers.flatMap(registerPart),
    '## 其他接口 Other routes',
    '',
    routeTable([...kinds, ...registers], routes),
    '',
  ].join('\n')
}

function kindPart(kind: MatterKind): string[] {
  return [
    `## ${both(kind.label)} \`${kind.kind}\``,
    '',
    '### 看什么 Reading',
    '',
    table(
      ['岗位 Post', '范围 Reach', '个人信息 Personal', '密封信息 Sealed'],
      Object.entries(kind.reads).map(([post, reach]) => [
        both(takerLabel(post as Taker)),
        both(reachLabels[reach]),
        opens(kind, 'personal', post),
        opens(kind, 'sealed', post),
      ]),
    ),
    '',
    '### 做什么 Steps',
    '',
    stepTable(kind),
    '',
    '### 其他操作 Operations',
    '',
    table(
      ['操作 Operation', '岗位 Posts'],
      Object.entries(kind.operations).map(([name, by]) => [
        both(operationLabels[name as Operation]),
        (by ?? []).map((post) => both(takerLabel(post))).join('<br>'),
      ]),
    ),
    '',
  ]
}

/** Who reads, keeps, exports and imports a register, and who sees what is sealed in it. */
function registerPart(r: AnyRegister): string[] {
  const mark = (posts: readonly string[], post: string) => (posts.includes(post) ? '✓' : '')
  return [
    `## ${both(r.label)} \`${r.kind}\``,
    '',
    table(
      ['岗位 Post', '查看 Reads', '管理 Keeps', '密封信息 Sealed', '导出 Exports', '导入 Imports'],
      Object.entries(r.reads).map(([post, reach]) => {
        const keeps = r.keeps[post as Post]
        return [
          both(takerLabel(post as Taker)),
          both(reachLabels[reach]),
          keeps ? both(reachLabels[keeps]) : '',
          mark(r.opens, post),
          mark(r.exports, post),
          mark(r.imports, post),
        ]
      }),
    ),
    '',
  ]
}

function opens(kind: MatterKind, privacy: 'personal' | 'sealed', post: string): string {
  if (!kind.opens[privacy].includes(post as Post)) return ''
  const within = kind.opens.within?.[post as Post]
  return within ? both(reachLabels[within]) : '✓'
}

/** One row for each step, with everybody who takes it; the table has one for each of them. */
function stepTable(kind: MatterKind): string {
  const steps = new Map<string, PermissionRow[]>()
  for (const row of permissionTable(kind)) {
    const name = row.permission.slice(kind.kind.length + 1)
    if (name !== 'read') steps.set(name, [...(steps.get(name) ?? []), row])
  }
  return table(
    ['动作 Step', '谁、在什么范围 Who, and how far', '权限 Permission'],
    [...steps].map(([name, rows]) => [
      name === 'open' ? '登记 Open' : both(kind.transitions[name]?.label ?? label(name, name)),
      takersByReach(rows),
      `\`${kind.kind}.${name}\``,
    ]),
  )
}

function takersByReach(rows: readonly PermissionRow[]): string {
  const reaches = [...new Set(rows.map(({ reach }) => reach))]
  return reaches
    .map((reach) => {
      const takers = rows.filter((row) => row.reach === reach).map(({ taker }) => both(takerLabel(taker as Taker)))
      return `${takers.join(', ')} — ${both(reachLabels[reach])}`
    })
    .join('<br>')
}

const reachLabels: Record<PermissionRow['reach'], Label> = {
  own: label('本人经办', 'Own'),
  division: label('本区划', 'Division'),
  subtree: label('本区划及下级', 'Division and below'),
  unit: label('本单位', 'Own unit'),
  part: label('本人参与', 'Takes part'),
  neighbour: label('邻县共享', 'Shared from a neighbouring county'),
  party: label('本人的事项', 'Their own matter'),
  anywhere: label('任何地方，读只限本范围', 'Anywhere, read within reach only'),
}

/** Routes that do not follow from a kind. */
function routeTable(kinds: readonly { kind: string }[], routes: readonly AnyRoute[]): string {
  const own = routes.filter(({ id }) => !kinds.some(({ kind }) => id.startsWith(`${kind}.`)))
  return table(
    ['接口 Route', '做什么 Does', '谁 Who'],
    own.map(({ method, path, does, who }) => [`\`${method} ${path}\``, both(does), whoText(who)]),
  )
}

const whoText = (who: Who): string =>
  typeof who === 'string'
    ? both(whoLabels[who] ?? label(who, who))
    : who.map((post) => both(takerLabel(post))).join('<br>')
