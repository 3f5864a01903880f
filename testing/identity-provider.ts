// A small OpenID provider in this process, for tests of signing in elsewhere: discovery, authorization code, RS256.
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export interface IdentityProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Signs somebody in at the address of an authorization request; answers where the browser is sent back to. */
  signIn(authorizeUrl: string, subject: string): string
  close(): void
}

/** Starts one on a free port. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const [clientId, clientSecret] = ['lianfang', randomUUID()]
  const granted = new Map<string, { subject: string; nonce: string | null }>()
  let issuer = ''

  const idToken = (code: string): string => {
    const { subject, nonce } = granted.get(code) ?? { subject: '', nonce: null }
    const seconds = Math.floor(Date.now() / 1000)
    const claims = {
      iss: issuer,
      aud: clientId,
      sub: subject,
      iat: seconds,
      exp: seconds + 300,
      ...(nonce ? { nonce } : {}),
    }
    const signed = `${encoded({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${encoded(claims)}`
    return `${signed}.${createSign('sha256').update(signed).sign(privateKey, 'base64url')}`
  }
  const answers: Record<string, (form: URLSearchParams, bearer: string) => object> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/keys': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] }),
    '/token': (form) => {
      const code = String(form.get('code'))
      return { access_token: code, token_type: 'Bearer', expires_in: 300, id_token: idToken(code) }
    },
    '/userinfo': (_, bearer) => ({
      sub: granted.get(bearer)?.subject,
      name: '张某',
      email: 'somebody@example.com',
      email_verified: true,
    }),
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const answer = answers[String(request.url).split('?')[0] ?? '']
    const bearer = String(request.headers.authorization ?? '').replace('Bearer ', '')
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.(new URLSearchParams(Buffer.concat(chunks).toString()), bearer) ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    clientId,
    clientSecret,
    signIn(authorizeUrl, subject) {
      const asked = new URL(authorizeUrl).searchParams
      const code = randomUUID()
      granted.set(code, { subject, nonce: asked.get('nonce') })
      const back = new URL(String(asked.get('redirect_uri')))
      back.searchParams.set('code', code)
      back.searchParams.set('state', String(asked.get('state')))
      return `${back.pathname}${back.search}`
    },
    close: () => void server.close(),
  }
}
