// The counties of the demo: a mountain county and its five neighbours, with the size of what happens there in a year.

export interface DemoCounty {
  code: string
  /** Begins the user names of the county's own posts. */
  short: string
  /** Matters in a year. */
  yearly: number
  /** The township with the county seat: there is more of everything. */
  seat: string
  /** How many posts it brings: every village's, the townships' centres, or only the county's own. */
  staffed: 'villages' | 'townships' | 'county'
}

export const homeCode = '431227'

export const demoCounties: readonly DemoCounty[] = [
  { code: homeCode, short: 'xh', yearly: 4200, seat: '431227107', staffed: 'villages' },
  { code: '522624', short: 'ss', yearly: 220, seat: '522624001', staffed: 'townships' },
  { code: '522627', short: 'tz', yearly: 110, seat: '522627001', staffed: 'county' },
  { code: '520622', short: 'yp', yearly: 110, seat: '520622002', staffed: 'county' },
  { code: '522626', short: 'cg', yearly: 90, seat: '522626001', staffed: 'county' },
  { code: '520603', short: 'ws', yearly: 70, seat: '520603003', staffed: 'county' },
]

/** The township across the border whose villages have posts too, for matters that concern both sides. */
export const borderTownship = '522624104'

/** The townships across the border whose mediation committees sit with ours on disputes that concern both. */
export const jointCommittees: readonly string[] = ['522624104', '522627102']
