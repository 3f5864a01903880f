// The length of a recording in words as short as a clock's.

/** Seconds as `0:07`. */
export const soundLength = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
