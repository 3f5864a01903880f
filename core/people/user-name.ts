// User names: what one may look like, and when two are the same.

/** Length of a user name in characters. */
export const nameLimits = { min: 2, max: 30 } as const

/** Letters of any script, digits, dot, hyphen and underscore. */
export const namePattern = /^[\p{L}\p{N}._-]+$/u

/** The form in which user names are kept and compared. */
export const plainName = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** The address that better-auth insists on: of a domain that never exists (RFC 2606). */
export const addressOf = (username: string): string => `${username}@accounts.invalid`

/** What makes it one, as it may stand in an answer. */
export const addressDomain = /(@|%40)accounts\.invalid/g
