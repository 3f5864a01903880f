// Makes demo/divisions.json and demo/geometry.json again: `node tools/demo-geometry.ts`, some five seconds.
import { writeFileSync } from 'node:fs'
import { type CountyList, countyListOf } from '../core/divisions/source.ts'
import { shapeText } from '../demo/shapes.ts'
import { makeGeometry } from './demo-geometry/make.ts'

// The demo county and its neighbours (domain.md §2.8).
const demoCounties = ['431227', '520603', '520622', '522624', '522626', '522627']

/** The two files as text; the same every time. */
export function demoFiles(): { divisions: string; geometry: string } {
  const list = countyListOf(demoCounties)
  const shapes = [...makeGeometry(list)].map(([code, shape]) => [code, shapeText(shape)])
  return { divisions: divisionsText(list), geometry: `${JSON.stringify(Object.fromEntries(shapes), null, 2)}\n` }
}

/** One line a village, so that a change of one shows as one. */
function divisionsText({ counties }: CountyList): string {
  const entry = ({ code, name }: { code: string; name: string }) => `"code": "${code}", "name": "${name}"`
  const townships = (county: CountyList['counties'][number]) =>
    county.townships.map((t) => {
      const villages = t.villages.map((v) => `            { ${entry(v)} }`)
      return `        {\n          ${entry(t).replace(', ', ',\n          ')},\n          "villages": [\n${villages.join(',\n')}\n          ]\n        }`
    })
  const texts = counties.map(
    (c) =>
      `    {\n      ${entry(c).replace(', ', ',\n      ')},\n      "townships": [\n${townships(c).join(',\n')}\n      ]\n    }`,
  )
  return `{\n  "counties": [\n${texts.join(',\n')}\n  ]\n}\n`
}

if (import.meta.main) {
  const { divisions, geometry } = demoFiles()
  writeFileSync(new URL('../demo/divisions.json', import.meta.url), divisions)
  writeFileSync(new URL('../demo/geometry.json', import.meta.url), geometry)
  console.log(`demo/divisions.json ${divisions.length} and demo/geometry.json ${geometry.length} characters`)
}
