// The same answers for people: every resource as a plain page with its links (conformance class html).
import { type Html, html, trusted } from '../../http/html.ts'
import type { Feature, Link } from './features.ts'

/** How the pages look. */
export const pageStyle: string = `
:root { color-scheme: light dark; }
body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.4rem; }
table { border-collapse: collapse; font-size: .9rem; }
.wide { overflow-x: auto; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
`

/** A page of HTML5 with a title, what it is about, and the links of the resource. */
export function pageOf(title: string, content: Html, links: readonly Link[]): string {
  const items = links.map(
    (link) =>
      html`<li><a href="${link.href}" rel="${link.rel}" type="${link.type}">${link.title ?? link.rel}</a> <small>${link.rel} · ${link.type}</small></li>\n`,
  )
  return html`<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${trusted(pageStyle)}</style></head>
<body>
<p><a href="/ogc?f=html">OGC API – Features</a></p>
<h1>${title}</h1>
${content}
<h2>链接 Links</h2>
<ul>
${items}</ul>
</body>
</html>
`.html
}

/** Names and values, nested ones as JSON. */
export function tableOf(values: Readonly<Record<string, unknown>>): Html {
  const rows = Object.entries(values).map(
    ([name, value]) =>
      html`<tr><th>${name}</th><td>${value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')}</td></tr>\n`,
  )
  return html`<table>${rows}</table>`
}

/** Features as the rows of a table, each leading to its own page. */
export function featuresOf(features: readonly Feature[], itemsHref: string): Html {
  const [first] = features
  if (!first) return html`<p>没有要素 There are no features.</p>`
  const names = Object.keys(first.properties)
  const rows = features.map(
    ({ id, properties }) =>
      html`<tr><td><a href="${itemsHref}/${encodeURIComponent(id)}?f=html">${id}</a></td>${names.map((name) => html`<td>${properties[name] ?? ''}</td>`)}</tr>\n`,
  )
  return html`<div class="wide"><table><tr><th>id</th>${names.map((name) => html`<th>${name}</th>`)}</tr>\n${rows}</table></div>`
}
