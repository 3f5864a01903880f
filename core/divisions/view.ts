// A division as screens show it: never just a village's name, always with the names above it.
import { levels } from '../../contract/posts.ts'
import type { DivisionView } from '../../contract/views.ts'
import type { DivisionTree } from './tree.ts'

const county = levels.indexOf('county')

/**
 * Shows a division; with `day`, under the names it had then: a 2021 case keeps the name the village had in 2021.
 * @throws input.unknown-division
 */
export function divisionView(tree: DivisionTree, id: number, day?: string): DivisionView {
  const node = tree.get(id)
  const nameOf = (d: { id: number; name: string }) => (day === undefined ? d.name : tree.nameOn(d.id, day))
  const shown = tree.ancestors(id).filter((d) => d.level >= Math.min(county, node.level))
  return {
    id,
    level: levels[node.level] ?? 'village',
    code: day === undefined ? node.code : tree.codeOn(id, day),
    name: nameOf(node),
    path: node.path,
    names: shown.map(nameOf),
  }
}
