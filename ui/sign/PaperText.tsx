// A document to be read on a screen before it is signed. Its words are Chinese: it is a record.
import type { PaperBlock, PaperContent } from '../../contract/paper.ts'
import './sign.css'

export function PaperText({ paper }: { paper: PaperContent }) {
  return (
    <article className="paper" lang="zh-CN">
      <p className="paper-office">{paper.office}</p>
      <h2>{paper.title}</h2>
      <p className="paper-no">{paper.no}</p>
      {paper.blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block has no identity but its place
        <Block key={i} block={block} />
      ))}
    </article>
  )
}

function Block({ block }: { block: PaperBlock }) {
  switch (block.block) {
    case 'heading':
      return <h3>{block.text}</h3>
    case 'text':
      return <p className="paper-text">{block.text}</p>
    case 'facts':
      return (
        <dl className="paper-facts">
          {block.rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )
    case 'table':
      // On a phone a row of a table is read as a block of its own.
      return block.rows.map((row) => (
        <dl className="paper-facts" key={row.join()}>
          {row.map((value, i) => (
            <div key={block.head[i]}>
              <dt>{block.head[i]}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ))
  }
}
