// What others meet: an answer, a certificate that is valid and in use, neighbours that can be reached.
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as askPlain } from 'node:http'
import { request as askTls } from 'node:https'
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { label } from '../../../contract/label.ts'
import { isOpenPlain, localUrl } from '../../config.ts'
import { readTls } from '../../http/tls.ts'
import { type Finding, type Patient, unwell, well } from './finding.ts'

const withinMs = 5000
const soonDays = 21
const dayMs = 86_400_000

interface Answer {
  status: number
  body: { status?: string; readers?: string }
  /** Of the certificate it showed; null without TLS. */
  fingerprint: string | null
}

/** The server on this machine, asked as a proxy would ask it. */
export async function checkServer({ config }: Patient): Promise<Finding[]> {
  const answer = await ask(`${localUrl(config)}/healthz`)
  const plain = isOpenPlain(config) ? [openPlain(config.host)] : []
  if (answer === null)
    return [
      unwell(
        'server',
        label(`服务没有应答（${localUrl(config)}）`, `The server does not answer at ${localUrl(config)}`),
        label(
          '启动它：systemctl start lianfang；起不来看日志：journalctl -u lianfang',
          'Start it: systemctl start lianfang; if it does not come up, read journalctl -u lianfang',
        ),
      ),
      ...plain,
    ]
  return [health(answer), ...certificateInUse(config.tlsCert, answer.fingerprint), ...plain]
}

function health({ status, body }: Answer): Finding {
  if (status === 200 && body.status === 'ok') return well('server', label('服务正常应答', 'The server answers'))
  if (status === 200)
    return unwell(
      'server',
      label(
        `服务应答，但有后台读取失败：${body.readers}`,
        `The server answers, but a reader of events: ${body.readers}`,
      ),
      label('看日志中的 “a reader of events failed”', 'Look in the log for "a reader of events failed"'),
    )
  return unwell(
    'server',
    label(`服务应答，但不能工作（${status}）`, `The server answers, but cannot work (${status})`),
    label('多半是数据库不通，见下', 'Most likely the database, see below'),
  )
}

const openPlain = (host: string): Finding =>
  unwell(
    'tls',
    label(`在 ${host} 上以未加密的 HTTP 对外服务`, `Plain HTTP is served to other machines on ${host}`),
    label(
      '设置 TLS_CERT 和 TLS_KEY，或放在 HTTPS 代理之后',
      'Set TLS_CERT and TLS_KEY, or put it behind a proxy that speaks HTTPS',
    ),
  )

function certificateInUse(path: string | null, shown: string | null): Finding[] {
  if (path === null || shown === null) return []
  const inFile = fingerprintOf(path)
  if (inFile === null || inFile === shown) return []
  return [
    unwell(
      'certificate.in-use',
      label('正在使用的证书不是文件里的那一份', 'The certificate in use is not the one in the file'),
      label(
        '证书与私钥要成对换；再发 SIGHUP(systemctl reload lianfang)，并看日志',
        'Replace certificate and key together, then send SIGHUP (systemctl reload lianfang) and read the log',
      ),
    ),
  ]
}

function fingerprintOf(path: string): string | null {
  try {
    return new X509Certificate(readFileSync(path)).fingerprint256
  } catch {
    return null
  }
}

/** The certificate's files: a pair, for the name people use, and not about to expire. */
export function checkCertificate({ config, now }: Patient): Finding[] {
  const { tlsCert: cert, tlsKey: key, publicUrl } = config
  if (!cert || !key) return []
  const renew = label(
    '申请新证书，覆盖 TLS_CERT 和 TLS_KEY 两个文件，无需重启',
    'Get a new one and put it over the files of TLS_CERT and TLS_KEY; no restart is needed',
  )
  try {
    readTls({ cert, key })
  } catch (fault) {
    return [unwell('certificate', label((fault as Error).message, (fault as Error).message), renew)]
  }
  const certificate = new X509Certificate(readFileSync(cert))
  const days = Math.floor((Date.parse(certificate.validTo) - now().getTime()) / dayMs)
  const until = certificate.validTo
  const { hostname } = new URL(publicUrl)
  const bare = hostname.replace(/^\[|\]$/g, '')
  const names = isIP(bare) > 0 ? certificate.checkIP(bare) : certificate.checkHost(bare)
  const findings: Finding[] = []
  if (days < 0)
    findings.push(unwell('certificate', label(`证书已于 ${until} 过期`, `The certificate expired on ${until}`), renew))
  else if (days < soonDays)
    findings.push(
      unwell('certificate', label(`证书 ${days} 天后过期`, `The certificate expires in ${days} days`), renew),
    )
  else
    findings.push(well('certificate', label(`证书还有 ${days} 天`, `The certificate is valid for ${days} more days`)))
  if (names === undefined)
    findings.push(
      unwell(
        'certificate.name',
        label(`证书不是发给 ${bare} 的`, `The certificate is not for ${bare}`),
        label(
          '检查 PUBLIC_URL，或按用户所用的名称申请证书',
          'See PUBLIC_URL, or get a certificate for the name people use',
        ),
      ),
    )
  return findings
}

/** The identity provider, when there is one. */
export async function checkNeighbours({ config }: Patient): Promise<Finding[]> {
  if (config.oidcIssuer === null) return []
  const url = `${config.oidcIssuer}/.well-known/openid-configuration`
  const isThere = await fetch(url, { signal: AbortSignal.timeout(withinMs) }).then(
    (answer) => answer.ok,
    () => false,
  )
  if (isThere) return [well('neighbour.oidc', label('统一身份认证可达', 'The identity provider can be reached'))]
  return [
    unwell(
      'neighbour.oidc',
      label(`统一身份认证不通：${config.oidcIssuer}`, `The identity provider cannot be reached: ${config.oidcIssuer}`),
      label(
        '检查网络和 OIDC_ISSUER；期间可用本地账号登录',
        'See the network and OIDC_ISSUER; local accounts sign in meanwhile',
      ),
    ),
  ]
}

function ask(url: string): Promise<Answer | null> {
  return new Promise((resolve) => {
    // It is asked on this very machine; whether the certificate is right is looked at by itself.
    const asked = url.startsWith('https:') ? askTls(url, { rejectUnauthorized: false }) : askPlain(url)
    asked.setTimeout(withinMs, () => asked.destroy())
    asked.on('error', () => resolve(null))
    asked.on('response', (response) => {
      const { fingerprint256 } = (response.socket as TLSSocket).getPeerCertificate?.() ?? {}
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => {
        const body = text.startsWith('{') ? JSON.parse(text) : {}
        resolve({ status: response.statusCode ?? 0, body, fingerprint: fingerprint256 ?? null })
      })
    })
    asked.end()
  })
}
