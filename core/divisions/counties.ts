// Which counties lie in a division: data is stored by county, so a question about what lies above is one about counties.
import { levels } from '../../contract/posts.ts'
import type { Division, DivisionTree } from './tree.ts'

const county = levels.indexOf('county')

/** The ids of the counties below a division; its own when it is a county. */
export function countiesOf(tree: DivisionTree, node: Division): number[] {
  return node.level >= county ? [node.id] : tree.children(node.id).flatMap((child) => countiesOf(tree, child))
}
