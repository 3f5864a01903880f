// Sizes and fonts of the page that every document shares.

/** Width of the text block, 156 mm, in twentieths of a point. */
export const textWidth = 8844

/** 小四, in half-points. */
export const tableHalfPoints = 24
/** 四号, in half-points. */
export const bodyHalfPoints = 28
/** 小五, in half-points. */
export const smallHalfPoints = 18

const named = (chinese: string) => ({
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: chinese,
})

/** Fonts by name: every Chinese office has them; same-bytes.ts names what may stand in for them. */
export const fonts = { body: named('仿宋'), title: named('宋体'), heading: named('黑体') }
