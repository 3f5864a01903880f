// 权利义务告知书: what the parties may and must (arts 3, 4 and what follows from them), in the county's own words.
import type { CaseFile } from './case-file.ts'
import type { Paper } from './paper.ts'
import { mediatorPlaces, partyPlaces, signed } from './signing.ts'
import { namesOfSide, officeOf, procedureWords } from './wording.ts'

export function rights(file: CaseFile): Paper[] {
  const { data } = file
  if (data.informedOn === undefined) return []
  const how = data.informedHow === 'written' ? '书面' : '口头'
  return [
    {
      on: data.informedOn,
      id: 'rights',
      title: `${procedureWords(file).name}权利义务告知书`,
      office: officeOf(file),
      body: [
        { part: 'text', text: `${namesOfSide(file, 'first')}、${namesOfSide(file, 'second')}：` },
        { part: 'text', text: `你们之间的${file.cause}纠纷，本会已经受理。现将有关权利和义务告知如下：` },
        { part: 'text', text: file.letters.rights },
        { part: 'lines', rows: [['告知方式', how]] },
        { part: 'text', text: '以上内容已经知悉。' },
        signed(file, [...partyPlaces(file), ...mediatorPlaces(file)], data.informedOn),
      ],
    },
  ]
}
