// Every setting of the server: one environment variable each, with a default, checked before anything starts.
import { resolve } from 'node:path'
import { type Label, label } from '../contract/label.ts'

/** One setting. `read` gets the text of the variable and answers its value, or null when the text is not allowed. */
export interface Setting<T> {
  name: string
  /** What applies when the variable is unset or empty: a text that `read` accepts, or none. */
  otherwise: string | null
  about: Label
  allowed: Label
  /** Never shown, not even when it is wrong. */
  isSecret?: boolean
  read: (text: string) => T | null
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const SHORTEST_SECRET = 32

const anyText = (text: string): string | null => text
const anyPath = (text: string): string | null => resolve(text)
const wholeFrom = (least: number, most: number) => (text: string) => {
  const value = Number(text)
  return /^\d+$/.test(text) && value >= least && value <= most ? value : null
}
const wholeAllowed = (least: number, most: number) =>
  label(`${least} 到 ${most} 的整数`, `a whole number from ${least} to ${most}`)

function readUrl(protocols: string[]) {
  return (text: string): string | null => {
    const url = URL.parse(text)
    return url && protocols.includes(url.protocol) ? text.replace(/\/+$/, '') : null
  }
}

/** Addresses and subnets, separated by commas. */
function readNetworks(text: string): string[] | null {
  const addresses = text.split(',').map((address) => address.trim())
  return addresses.every((address) => /^[0-9a-f.:]+(\/\d{1,3})?$/i.test(address) && /[.:]/.test(address))
    ? addresses
    : null
}

export const settings = {
  port: {
    name: 'PORT',
    otherwise: '8080',
    about: label('监听端口', 'The port to listen on'),
    allowed: wholeAllowed(0, 65_535),
    read: wholeFrom(0, 65_535),
  },
  host: {
    name: 'HOST',
    otherwise: '127.0.0.1',
    about: label(
      '监听地址；0.0.0.0 表示对其他电脑开放',
      'The address to listen on; 0.0.0.0 opens it to other machines',
    ),
    allowed: label('地址或主机名', 'an address or a host name'),
    read: (text: string) => (/^[\w.:-]+$/.test(text) ? text : null),
  },
  dataDir: {
    name: 'DATA_DIR',
    otherwise: './.data',
    about: label('保存全部数据的文件夹', 'The folder that holds everything the software keeps'),
    allowed: label('文件夹路径', 'the path of a folder'),
    read: (text: string) => resolve(text),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    otherwise: null,
    about: label(
      '外部 PostgreSQL（15 或更高）；不填则使用自带的',
      'A PostgreSQL of your own (15 or later); unset, ours is used',
    ),
    allowed: label('postgresql:// 网址', 'a postgresql:// URL'),
    isSecret: true,
    read: readUrl(['postgres:', 'postgresql:']),
  },
  databaseOwnerUrl: {
    name: 'DATABASE_OWNER_URL',
    otherwise: null,
    about: label(
      '数据表所有者的连接，只用于升级；此时 DATABASE_URL 的用户只得到日常所需的权限，不能改动事件记录',
      'The owner of the tables, for upgrades only; the user of DATABASE_URL then gets what the daily work needs and cannot change events',
    ),
    allowed: label('postgresql:// 网址', 'a postgresql:// URL'),
    isSecret: true,
    read: readUrl(['postgres:', 'postgresql:']),
  },
  databaseConnections: {
    name: 'DATABASE_CONNECTIONS',
    otherwise: '20',
    about: label('数据库连接数上限', 'The most connections held to the database'),
    allowed: wholeAllowed(4, 90),
    read: wholeFrom(4, 90),
  },
  archiveDir: {
    name: 'ARCHIVE_DIR',
    otherwise: null,
    about: label(
      '持续归档的文件夹，应在另一块磁盘上；不填则不归档',
      'The folder for the continuous archive, on another disk; unset, nothing is archived',
    ),
    allowed: label('文件夹路径', 'the path of a folder'),
    read: anyPath,
  },
  archiveDays: {
    name: 'ARCHIVE_DAYS',
    otherwise: '35',
    about: label(
      '归档保留天数；上一次备份还需要的部分不会删除',
      'How many days the archive is kept; what the last backup still needs is never removed',
    ),
    allowed: wholeAllowed(1, 3650),
    read: wholeFrom(1, 3650),
  },
  secret: {
    name: 'SECRET',
    otherwise: null,
    about: label(
      '签名密钥；不填则自动生成并存于数据文件夹',
      'The key for signatures; unset, one is made and kept in the data folder',
    ),
    allowed: label(`至少 ${SHORTEST_SECRET} 个字符`, `at least ${SHORTEST_SECRET} characters`),
    isSecret: true,
    read: (text: string) => (text.length >= SHORTEST_SECRET ? text : null),
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    otherwise: null,
    about: label(
      '用户看到的网址（用于二维码和链接）；不填则由 HOST 和 PORT 得出',
      'The address people see, for QR codes and links; unset, made of HOST and PORT',
    ),
    allowed: label('http:// 或 https:// 网址', 'an http:// or https:// URL'),
    read: readUrl(['http:', 'https:']),
  },
  trustProxy: {
    name: 'TRUST_PROXY',
    otherwise: null,
    about: label(
      '前面代理的地址；不填则不信任转发头',
      'The addresses of the proxies before it; unset, forwarded headers are not believed',
    ),
    allowed: label('以逗号分隔的地址或网段', 'addresses or subnets separated by commas'),
    read: readNetworks,
  },
  outgoingAllow: {
    name: 'OUTGOING_ALLOW',
    otherwise: null,
    about: label(
      '除互联网公网外，系统可以向哪些内网地址发出请求（如政务网内的推送接口）；不填则都不可以',
      'The networks inside to which requests may be sent besides the public internet; unset, none',
    ),
    allowed: label('以逗号分隔的地址或网段', 'addresses or subnets separated by commas'),
    read: readNetworks,
  },
  tlsCert: {
    name: 'TLS_CERT',
    otherwise: null,
    about: label(
      'HTTPS 证书文件（PEM，含中间证书），换新后自动生效',
      'The certificate for https (PEM, with what leads to its root); a new one is taken into use by itself',
    ),
    allowed: label('文件路径', 'the path of a file'),
    read: anyPath,
  },
  tlsKey: {
    name: 'TLS_KEY',
    otherwise: null,
    about: label('该证书的私钥文件（PEM，无口令）', 'Its private key (PEM, without a passphrase)'),
    allowed: label('文件路径', 'the path of a file'),
    read: anyPath,
  },
  diskSpareGb: {
    name: 'DISK_SPARE_GB',
    otherwise: '5',
    about: label('磁盘剩余低于多少 GB 时，`doctor` 要报告', 'With fewer GB left on a disk, `doctor` says so'),
    allowed: wholeAllowed(1, 100_000),
    read: wholeFrom(1, 100_000),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    otherwise: 'warn',
    about: label('日志详细程度', 'How much the log tells'),
    allowed: label(LOG_LEVELS.join('、'), LOG_LEVELS.join(', ')),
    read: (text: string) => LOG_LEVELS.find((level) => level === text) ?? null,
  },
  oidcIssuer: {
    name: 'OIDC_ISSUER',
    otherwise: null,
    about: label(
      '统一身份认证（OIDC）的网址；不填则不启用',
      'The address of an OIDC identity provider; unset, there is none',
    ),
    allowed: label('http:// 或 https:// 网址', 'an http:// or https:// URL'),
    read: readUrl(['http:', 'https:']),
  },
  oidcClientId: {
    name: 'OIDC_CLIENT_ID',
    otherwise: null,
    about: label('在该认证系统登记的应用编号', 'The client id registered there'),
    allowed: label('文本', 'text'),
    read: anyText,
  },
  oidcClientSecret: {
    name: 'OIDC_CLIENT_SECRET',
    otherwise: null,
    about: label('在该认证系统登记的应用密钥', 'The client secret registered there'),
    allowed: label('文本', 'text'),
    isSecret: true,
    read: anyText,
  },
  smsLog: {
    name: 'SMS_LOG',
    otherwise: 'sms.log',
    about: label(
      '未接短信通道时，短信写入的文件（相对于数据文件夹）',
      'The file that text messages are written to while no carrier is plugged in, within the data folder',
    ),
    allowed: label('文件路径', 'the path of a file'),
    read: anyText,
  },
} satisfies Record<string, Setting<unknown>>

type Settings = typeof settings
type ValueOf<S> = S extends { otherwise: string; read: (text: string) => infer T | null }
  ? NonNullable<T>
  : S extends { read: (text: string) => infer T }
    ? T
    : never

/** The checked settings. What has no default is null when unset; `publicUrl` is always there. */
export type Config = { [Name in keyof Settings]: ValueOf<Settings[Name]> } & { publicUrl: string }

/**
 * Reads all settings.
 * @throws Error with one sentence a line, in both languages, for every variable that is wrong.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: string[] = []
  const values: Record<string, unknown> = {}
  for (const [key, setting] of Object.entries<Setting<unknown>>(settings)) {
    const given = env[setting.name]?.trim() || setting.otherwise
    values[key] = given === null ? null : setting.read(given)
    if (given !== null && values[key] === null) faults.push(refusal(setting, given))
  }
  if (faults.length === 0) faults.push(...togetherFaults(values))
  if (faults.length > 0) throw new Error(faults.join('\n'))
  values.smsLog = resolve(String(values.dataDir), String(values.smsLog))
  values.publicUrl ??= localUrl(values as Config)
  return values as Config
}

/** Where the server answers on this machine. */
export const localUrl = ({ tlsCert, host, port }: Pick<Config, 'tlsCert' | 'host' | 'port'>): string =>
  `${tlsCert === null ? 'http' : 'https'}://${hostInUrl(host)}:${port}`

const loopback = /^(127\.|::1$|localhost$)/

/** Others reach it, and nothing encrypts: neither it nor, for all it was told, a proxy before it. */
export const isOpenPlain = ({ host, tlsCert, trustProxy }: Pick<Config, 'host' | 'tlsCert' | 'trustProxy'>): boolean =>
  !loopback.test(host) && tlsCert === null && trustProxy === null

function refusal({ name, allowed, isSecret }: Setting<unknown>, given: string): string {
  const shown = isSecret ? '******' : given
  return `${name}=${shown}：应为 ${allowed.zh}。 / ${name}=${shown}: it must be ${allowed.en}.`
}

/** What is given as a whole or not at all. */
const together: readonly (keyof typeof settings)[][] = [
  ['oidcIssuer', 'oidcClientId', 'oidcClientSecret'],
  ['tlsCert', 'tlsKey'],
]

const togetherFaults = (values: Record<string, unknown>): string[] =>
  together
    .filter((keys) => new Set(keys.map((key) => values[key] === null)).size > 1)
    .map((keys) => keys.map((key) => settings[key].name))
    .map((names) => `${names.join('、')} 要么都填，要么都不填。 / Set all of ${names.join(', ')}, or none.`)

/** An address that listens to everybody is reached on this machine by the loopback one. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** The table of all settings, for docs/settings.md. */
export function printSettings(): string {
  const rows = Object.values<Setting<unknown>>(settings).map(({ name, otherwise, about, allowed }) => {
    const shown = otherwise === null ? '—' : `\`${otherwise}\``
    return `| \`${name}\` | ${shown} | ${about.zh}<br>${about.en} | ${allowed.zh}<br>${allowed.en} |`
  })
  return [
    '# 设置 Settings',
    '',
    '设置都是环境变量，都可以不填。值不对时程序不启动，并说明哪一项、应填什么。',
    'Settings are environment variables, and none has to be set. A wrong value stops the start with a sentence that says which and what it must be.',
    '',
    '| 变量 Variable | 默认 Default | 说明 About | 允许 Allowed |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
