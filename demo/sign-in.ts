// How to sign in to the demo: one password for all, which everybody may know because nothing here is real.

/** Long enough for the policy, and no word of the county's. */
export const demoPassword = 'fengyu-qiao-2026'

/** Under this setting of the home county stands what the start prints about the demo. */
export const noteSetting = 'demo.note'
