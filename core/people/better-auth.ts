// How better-auth is set up here: our tables, no sign-up, no mail, no calls to anybody but a configured identity provider.
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import { CamelCasePlugin, type Kysely } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { Problem } from '../../contract/errors.ts'
import type { Tables } from '../db/tables.ts'
import {
  type AuthSettings,
  addressHeader,
  busyCode,
  type OidcSettings,
  oidcProvider,
  ourOrigins,
  signInPage,
} from './auth-settings.ts'
import { passwordLimits } from './password.ts'
import { isOldHash, isPassword, passwordHash } from './password-hash.ts'
import { nameLimits, namePattern, plainName } from './user-name.ts'

/**
 * The doors behind which a session is one of two factors. A provider's word is none: what it asked for is not ours to know.
 */
const opensStrong: readonly string[] = [
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
]

const dayS = 86_400
const sessionDays = 7
const secondFactorLockS = 900

export type Engine = ReturnType<typeof authEngine>

/** Makes better-auth, with or without the identity provider, which it asks for its addresses at once. */
export function authEngine(settings: AuthSettings, { withOidc }: { withOidc: boolean }) {
  const { baseUrl } = settings
  return betterAuth({
    appName: '联防 Lianfang',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret: settings.secret,
    trustedOrigins: (request) => (request ? ourOrigins(settings, request.url) : [...settings.trustedOrigins]),
    database: {
      db: settings.db.withPlugin(new CamelCasePlugin({ maintainNestedObjectKeys: true })),
      type: 'postgres',
      transaction: true,
    },
    telemetry: { enabled: false },
    // It writes refusals of wrong passwords as warnings; those are counted, not logged.
    logger: { level: 'error', log: (_, message) => settings.log.error({ from: 'better-auth' }, message) },
    // Attempts are counted by account and address in throttle.ts, all requests by the server.
    rateLimit: { enabled: false },
    ...tables,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLimits.min,
      maxPasswordLength: passwordLimits.max,
      password: {
        hash: (password) => unlessBusy(() => passwordHash(password)),
        verify: ({ hash, password }) => unlessBusy(() => verified(settings.db, password, hash)),
      },
    },
    advanced: {
      cookiePrefix: 'lianfang',
      // server/http/cookies.ts makes them secure, by the connection of each request.
      useSecureCookies: false,
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // The tables come from our migrations, which a test compares with what better-auth expects.
      database: { generateId: () => uuidv7(), validateSchema: false },
    },
    onAPIError: { errorURL: `${baseUrl}${signInPage}` },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            await refuseDisabled(settings.db, session.userId)
            const strong = opensStrong.includes(String(context?.path))
            return { data: { ...session, seenAt: settings.now(), strong } }
          },
        },
      },
    },
    plugins: [
      ...plugins(baseUrl),
      ...(withOidc && settings.oidc ? [genericOAuth({ config: [oidcConfig(settings.oidc)] })] : []),
    ],
  })
}

const hidden = { required: false, input: false } as const

const tables = {
  user: {
    modelName: 'accounts_users',
    additionalFields: {
      sort: { type: 'string', ...hidden },
      disabledAt: { type: 'date', ...hidden },
      mustChangePassword: { type: 'boolean', ...hidden },
    },
  },
  session: {
    modelName: 'accounts_sessions',
    // Seven days at most; idle ones end earlier, see session.ts.
    expiresIn: sessionDays * dayS,
    disableSessionRefresh: true,
    freshAge: dayS,
    additionalFields: {
      seenAt: { type: 'date', required: true, input: false },
      strong: { type: 'boolean', ...hidden },
    },
  },
  account: {
    modelName: 'accounts_credentials',
    // An administrator links; nothing the provider says about addresses does. Its tokens are not kept.
    accountLinking: { enabled: false },
    updateAccountOnSignIn: false,
  },
  verification: { modelName: 'accounts_verifications' },
} as const

const plugins = (baseUrl: string) =>
  [
    username({
      minUsernameLength: nameLimits.min,
      maxUsernameLength: nameLimits.max,
      usernameValidator: (name) => namePattern.test(plainName(name)),
      usernameNormalization: plainName,
      displayUsername: false,
    }),
    twoFactor({
      issuer: '联防 Lianfang',
      accountLockout: { enabled: true, maxFailedAttempts: 5, durationSeconds: secondFactorLockS },
      schema: { twoFactor: { modelName: 'accounts_second_factors' } },
    }),
    passkey({
      rpName: '联防 Lianfang',
      rpID: new URL(baseUrl).hostname,
      advanced: { webAuthnChallengeCookie: 'passkey' },
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      // Having the device is one factor; that it was unlocked is the other.
      authentication: {
        afterVerification: async ({ verification }) => {
          if (verification.authenticationInfo.userVerified) return
          throw new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED', message: 'The device was not unlocked' })
        },
      },
      // Kysely's names would not come back as credentialID.
      schema: { passkey: { modelName: 'accounts_passkeys', fields: { credentialID: 'credentialId' } } },
    }),
  ] as const

const oidcConfig = ({ issuer, clientId, clientSecret }: OidcSettings) => ({
  providerId: oidcProvider,
  discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
  clientId,
  clientSecret,
  scopes: ['openid', 'profile'],
  disableSignUp: true,
  accountSubject: ({ profile }: { profile: Record<string, unknown> }) => String(profile.sub ?? ''),
  // It insists on an address; this one belongs to nobody, so that only the linked subject counts.
  mapProfileToUser: (profile: Record<string, unknown>) => ({
    email: `${profile.sub}@oidc.invalid`,
    emailVerified: false,
  }),
})

/** Says the same as to a wrong password: nobody learns which accounts exist. Machines never sign in. */
async function refuseDisabled(db: Kysely<Tables>, accountId: string): Promise<void> {
  const account = await db
    .selectFrom('accounts_users')
    .select(['disabled_at', 'sort'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (account && account.disabled_at === null && account.sort === 'staff') return
  throw new APIError('UNAUTHORIZED', { code: 'INVALID_USERNAME_OR_PASSWORD', message: 'Invalid username or password' })
}

/** Whether a password is right; one that is kept in an older way is then kept anew. */
async function verified(db: Kysely<Tables>, password: string, kept: string): Promise<boolean> {
  if (!(await isPassword(password, kept))) return false
  if (isOldHash(kept)) {
    const anew = await passwordHash(password)
    await db.updateTable('accounts_credentials').set({ password: anew }).where('password', '=', kept).execute()
  }
  return true
}

/** better-auth takes every fault but its own for a fault of ours. */
async function unlessBusy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    if (fault instanceof Problem) throw new APIError('SERVICE_UNAVAILABLE', { code: busyCode, message: fault.code })
    throw fault
  }
}
