// Settings: defaults, values, and the sentence of a wrong one.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig, settings } from './config.ts'
import { keepSecret } from './secret.ts'

test('nothing has to be set', () => {
  expect(readConfig({})).toEqual({
    port: 8080,
    host: '127.0.0.1',
    dataDir: resolve('.data'),
    databaseUrl: null,
    databaseOwnerUrl: null,
    databaseConnections: 20,
    archiveDir: null,
    archiveDays: 35,
    secret: null,
    publicUrl: 'http://127.0.0.1:8080',
    trustProxy: null,
    outgoingAllow: null,
    tlsCert: null,
    tlsKey: null,
    diskSpareGb: 5,
    logLevel: 'warn',
    oidcIssuer: null,
    oidcClientId: null,
    oidcClientSecret: null,
    smsLog: resolve('.data/sms.log'),
  })
})

test('an empty or blank variable is as good as none', () => {
  expect(readConfig({ PORT: '', HOST: ' ', DATABASE_URL: '' })).toEqual(readConfig({}))
})

test('values are read as what they are', () => {
  const config = readConfig({
    PORT: '0',
    HOST: '::',
    PUBLIC_URL: 'https://desk.example/',
    TRUST_PROXY: '10.0.0.1, fd00::/8',
    DATABASE_URL: 'postgresql://u:p@db/x?host=/run/pg',
    DATA_DIR: '/srv/data',
    SMS_LOG: '/var/log/sms',
  })
  expect(config).toMatchObject({
    port: 0,
    publicUrl: 'https://desk.example',
    trustProxy: ['10.0.0.1', 'fd00::/8'],
    databaseUrl: 'postgresql://u:p@db/x?host=/run/pg',
    smsLog: '/var/log/sms',
  })
  expect(readConfig({ HOST: '0.0.0.0', PORT: '9000' }).publicUrl).toBe('http://127.0.0.1:9000')
  expect(readConfig({ TLS_CERT: '/etc/cert.pem', TLS_KEY: '/etc/key.pem' }).publicUrl).toBe('https://127.0.0.1:8080')
})

test('a wrong value is refused by name, value and what is allowed, in both languages', () => {
  expect(() => readConfig({ PORT: '80a' })).toThrow(
    'PORT=80a：应为 0 到 65535 的整数。 / PORT=80a: it must be a whole number from 0 to 65535.',
  )
})

test.each([
  ['PORT', '65536'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://a'],
  ['DATABASE_CONNECTIONS', '0'],
  ['SECRET', 'short'],
  ['PUBLIC_URL', 'desk.example'],
  ['TRUST_PROXY', 'true'],
  ['TRUST_PROXY', '2'],
  ['ARCHIVE_DAYS', '0'],
  ['LOG_LEVEL', 'loud'],
  ['OIDC_ISSUER', 'x'],
])('%s=%s is refused', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})

test('all wrong values are told at once, and a secret is not repeated', () => {
  const start = () => readConfig({ PORT: 'x', SECRET: 'hunter2' })
  expect(start).toThrow(/PORT[\s\S]*SECRET=\*{6}/)
  expect(start).not.toThrow('hunter2')
})

test('OIDC and TLS are set as a whole or not at all', () => {
  expect(() => readConfig({ OIDC_ISSUER: 'https://id.example' })).toThrow('or none')
  expect(() => readConfig({ TLS_CERT: '/etc/cert.pem' })).toThrow('Set all of TLS_CERT, TLS_KEY, or none.')
  const whole = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }
  expect(readConfig(whole).oidcIssuer).toBe('https://id.example')
})

test('every default is itself allowed', () => {
  for (const { otherwise, read } of Object.values(settings))
    if (otherwise !== null) expect(read(otherwise)).not.toBeNull()
})

test('a secret is made once and readable by nobody else', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lianfang-secret-'))
  const made = keepSecret({ secret: null, dataDir })
  expect(made.length).toBeGreaterThanOrEqual(32)
  expect(keepSecret({ secret: null, dataDir })).toBe(made)
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
  expect(keepSecret({ secret: 'given', dataDir })).toBe('given')
  rmSync(dataDir, { recursive: true })
})
