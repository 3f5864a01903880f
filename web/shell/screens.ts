// The screens of the desk and who uses them: read by the rail, the tabs and the command bar.
import {
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  CheckSquareOutlined,
  EnvironmentOutlined,
  MergeCellsOutlined,
  PlusCircleOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'
import type { Label } from '../../contract/label.ts'
import type { AnyRegister } from '../../contract/register-kind.ts'
import type { RoundKind } from '../../contract/round.ts'
import type { MeView } from '../../contract/views.ts'
import { words } from '../messages.ts'
import { kinds, overviews, registers, rounds } from '../modules.ts'
import { paths } from '../paths.ts'
import { handlesMatters, holds, mayOpen, mayOperate } from '../session/session.ts'

export interface Screen {
  id: string
  label: Label
  href: string
  icon: ComponentType
  /** Nobody begins here who has another screen. */
  isAside?: true
  isFor: (me: MeView) => boolean
}

const readsRegister = (me: MeView, r: AnyRegister) => me.posts.some((held) => held.post in r.reads)

/** Whoever reads a round's checks, and the administrator who plans it. */
const concernsRound = (me: MeView, r: RoundKind) =>
  holds(me, 'administrator') || me.posts.some((held) => held.post in (r.check.reads as Record<string, unknown>))

/** Registers and rounds by their own names: for the command bar, where there is room for all of them. */
export const furtherScreens = (me: MeView): Pick<Screen, 'id' | 'label' | 'href'>[] => [
  ...rounds
    .filter((r) => concernsRound(me, r))
    .map((r) => ({ id: `rounds/${r.kind}`, label: r.label, href: paths.round(r.kind) })),
  ...registers
    .filter((r) => readsRegister(me, r))
    .map((r) => ({ id: `registers/${r.kind}`, label: r.label, href: paths.register(r.kind) })),
]

const handles = (me: MeView) => handlesMatters(me, kinds)

export const screens: readonly Screen[] = [
  { id: 'work', label: words.work, href: paths.work(), icon: CheckSquareOutlined, isFor: handles },
  { id: 'board', label: words.board, href: paths.board({ open: true }), icon: AppstoreOutlined, isFor: handles },
  {
    id: 'new',
    label: words.open,
    href: paths.open(),
    icon: PlusCircleOutlined,
    isFor: (me) => kinds.some((k) => mayOpen(me, k)),
  },
  ...overviews.map(({ name, label, register }) => ({
    id: `overview/${name}`,
    label,
    href: paths.overview(name),
    icon: EnvironmentOutlined,
    isFor: (me: MeView) => me.posts.some((held) => held.post in register.reads),
  })),
  {
    id: 'rounds',
    label: words.rounds,
    href: paths.rounds(),
    icon: SafetyCertificateOutlined,
    isAside: true,
    isFor: (me) => rounds.some((r) => concernsRound(me, r)),
  },
  {
    id: 'registers',
    label: words.registers,
    href: paths.registers(),
    icon: ProfileOutlined,
    isAside: true,
    isFor: (me) => registers.some((r) => readsRegister(me, r)),
  },
  {
    id: 'merge',
    label: words.merge,
    href: paths.merge(),
    icon: MergeCellsOutlined,
    isFor: (me) => kinds.some((k) => k.duplicates !== undefined && mayOperate(me, k, 'merge')),
  },
  { id: 'statistics', label: words.statistics, href: paths.statistics(), icon: BarChartOutlined, isFor: handles },
  { id: 'audit', label: words.audit, href: paths.audit(), icon: AuditOutlined, isFor: (me) => holds(me, 'auditor') },
  {
    id: 'admin',
    label: words.admin,
    href: paths.admin(),
    icon: SettingOutlined,
    isFor: (me) => holds(me, 'administrator', 'townshipCentre', 'countyCentre'),
  },
]

export const screensFor = (me: MeView): Screen[] => screens.filter((screen) => screen.isFor(me))

/** The one page that is open to whoever must do something about their sign-in first; null for everybody else. */
export function onlyPage(me: MeView): string | null {
  if (me.mustChangePassword) return paths.account('password')
  return me.lacksSecondFactor && me.posts.length === 0 ? paths.account('second') : null
}

/** Where somebody begins. */
export function firstScreen(me: MeView): string {
  const mine = screensFor(me)
  return onlyPage(me) ?? (mine.find((screen) => !screen.isAside) ?? mine[0])?.href ?? paths.work()
}

/** Whether an address belongs to a screen: `/admin/units` belongs to `/admin/people`. */
export const isScreenOf = (screen: Screen, pathname: string): boolean => `${pathname}/`.startsWith(`/${screen.id}/`)
