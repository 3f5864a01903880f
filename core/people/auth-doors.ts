// Which of better-auth's many doors stand open, what may go in and what comes out, and how its refusals read here.
import { type Problem, problem, type SharedProblem } from '../../contract/errors.ts'
import { busyCode } from './auth-settings.ts'

export interface Door {
  /** Fields of the body; anything else is refused by name. */
  takes: readonly string[]
  /** Fields of a good answer that leave the server; session tokens and addresses stay inside. */
  gives: readonly string[] | 'all'
  /** Guessing at this door is held back. */
  guess?: 'password' | 'code'
  /** It adds a way to sign in. */
  adds?: true
  /** It goes to the identity provider. */
  oidc?: true
}

/** By method and path below /api/auth. Accounts, sessions, tokens and passwords have routes of our own. */
export const doors: Readonly<Record<string, Door>> = {
  'POST /sign-in/username': {
    takes: ['username', 'password'],
    gives: ['twoFactorRedirect', 'twoFactorMethods'],
    guess: 'password',
  },
  'POST /sign-in/social': { takes: ['provider', 'callbackURL'], gives: ['url', 'redirect'], oidc: true },
  'GET /callback/oidc': { takes: [], gives: [], oidc: true },
  'POST /sign-out': { takes: [], gives: ['success'] },
  'POST /two-factor/enable': { takes: ['password'], gives: ['totpURI', 'backupCodes'], guess: 'password' },
  'POST /two-factor/verify-totp': { takes: ['code'], gives: [], guess: 'code' },
  'POST /two-factor/verify-backup-code': { takes: ['code'], gives: [], guess: 'code' },
  'POST /two-factor/generate-backup-codes': { takes: ['password'], gives: ['backupCodes'], guess: 'password' },
  'POST /two-factor/disable': { takes: ['password'], gives: ['status'], guess: 'password' },
  'GET /passkey/generate-register-options': { takes: [], gives: 'all' },
  'POST /passkey/verify-registration': { takes: ['response', 'name'], gives: ['id', 'name'], adds: true },
  'GET /passkey/generate-authenticate-options': { takes: [], gives: 'all' },
  'POST /passkey/verify-authentication': { takes: ['response'], gives: [], guess: 'code' },
  'GET /passkey/list-user-passkeys': { takes: [], gives: ['id', 'name', 'createdAt', 'deviceType'] },
  'POST /passkey/update-passkey': { takes: ['id', 'name'], gives: [] },
  'POST /passkey/delete-passkey': { takes: ['id'], gives: [] },
}

/** The fields of an answer that leave the server. */
export function given(door: Door, answer: unknown): unknown {
  const { gives } = door
  if (gives === 'all' || answer === null || typeof answer !== 'object') return answer
  if (Array.isArray(answer)) return answer.map((each) => given(door, each))
  return Object.fromEntries(Object.entries(answer).filter(([name]) => gives.includes(name)))
}

const refusals: Record<string, SharedProblem> = {
  INVALID_USERNAME_OR_PASSWORD: 'people.wrong-password',
  INVALID_PASSWORD: 'people.wrong-password',
  // What no user name can look like is no user name: the same answer as to a wrong one.
  INVALID_USERNAME: 'people.wrong-password',
  USERNAME_TOO_SHORT: 'people.wrong-password',
  USERNAME_TOO_LONG: 'people.wrong-password',
  PASSWORD_TOO_LONG: 'people.wrong-password',
  INVALID_CODE: 'people.wrong-code',
  INVALID_BACKUP_CODE: 'people.wrong-code',
  INVALID_TWO_FACTOR_COOKIE: 'people.wrong-code',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'people.wrong-code',
  TOTP_NOT_ENABLED: 'people.wrong-code',
  ACCOUNT_TEMPORARILY_LOCKED: 'people.try-later',
  SESSION_NOT_FRESH: 'people.sign-in-again',
  INVALID_ORIGIN: 'people.other-site',
  MISSING_OR_NULL_ORIGIN: 'people.other-site',
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: 'people.other-site',
  AUTHENTICATION_FAILED: 'people.passkey-refused',
  PASSKEY_NOT_FOUND: 'people.passkey-refused',
  CHALLENGE_NOT_FOUND: 'people.passkey-refused',
  FAILED_TO_VERIFY_REGISTRATION: 'people.passkey-refused',
  [busyCode]: 'server.busy',
}

/** How long better-auth locks an account after wrong codes. */
const lockS = 900

/** A refusal of better-auth in our words. */
export function refusalOf(status: number, code: string): Problem {
  const known = refusals[code]
  if (known === 'people.try-later') return problem(known, { extra: { retryAfterS: lockS } })
  if (known) return problem(known)
  if (status === 401) return problem('access.sign-in')
  if (status === 404) return problem('access.not-found')
  return problem(status >= 500 ? 'server.fault' : 'input.invalid')
}

/** The refusals that mean a wrong guess. */
export const isWrongGuess = (refusal: Problem): boolean =>
  ['people.wrong-password', 'people.wrong-code', 'people.passkey-refused', 'people.try-later'].includes(refusal.code)
