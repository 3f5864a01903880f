// The readable page of the interface: grouped, searchable, in both languages, made on the server.
import type { Who } from '../../contract/route.ts'
import { type Html, html, trusted } from './html.ts'
import type { OpenApi } from './openapi.ts'

/** What the page needs of a description: the same for OpenAPI 3.0 and 3.1. */
export type Described = Pick<OpenApi, 'info' | 'tags' | 'paths'> & {
  components: { parameters: Readonly<Record<string, Parameter>> }
}

type Operation = OpenApi['paths'][string][string]

/** How the page looks. */
export const pageStyle: string = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #1a5fb4; }
@media (prefers-color-scheme: dark) { :root { --accent: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 6rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); }
label { display: block; margin: 1rem 0; position: sticky; top: 0; padding: .5rem 0; background: Canvas; }
input { font: inherit; width: 100%; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 6px; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; }
summary { cursor: pointer; padding: .45rem .75rem; display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap; }
summary code { font-weight: 600; overflow-wrap: anywhere; }
summary .does { flex: 1 1 16rem; }
.method { font: 600 .75rem ui-monospace, monospace; min-width: 3.5rem; color: var(--accent); }
.who { font-size: .8rem; padding: 0 .5rem; border-radius: 1rem; background: var(--soft); border: 1px solid var(--line); }
.inside { padding: .25rem .75rem .75rem; border-top: 1px solid var(--line); overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
td, th { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
pre { background: var(--soft); padding: .75rem; border-radius: 6px; overflow-x: auto; font: .8rem/1.5 ui-monospace, monospace; }
h3 { font-size: .9rem; margin: .75rem 0 .25rem; }
`

/** Hides what does not contain the words searched for, and groups that have nothing left. */
export const pageScript: string = `
const input = document.querySelector('input');
input.addEventListener('input', () => {
  const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const group of document.querySelectorAll('section')) {
    let left = 0;
    for (const one of group.querySelectorAll('details')) {
      const fits = words.every((word) => one.dataset.words.includes(word));
      one.hidden = !fits;
      if (fits) left++;
    }
    group.hidden = left === 0;
  }
});
`

const whoWords: Record<string, string> = {
  public: '公开 public',
  staff: '工作人员 staff',
  machine: '系统密钥 machine',
}

/** The page. */
export function docsPage(document: Described): string {
  const groups = document.tags.map(({ name, description }) => groupOf(document, name, description))
  const page = html`<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口文档 · API · ${document.info.title as string}</title>
<style>${trusted(pageStyle)}</style>
</head>
<body>
<main>
<h1>${document.info.title as string} · 接口 API</h1>
${String(document.info.description)
  .split('\n\n')
  .map((text) => html`<p>${text}</p>`)}
<p><a href="/api/openapi.json">OpenAPI 3.1</a> · <a href="/open311/discovery.json">Open311</a> · <a href="/ogc?f=html">OGC API – Features</a></p>
<label>查找 Search<input type="search" autocomplete="off" placeholder="assign, 报告, POST …"></label>
${groups}
</main>
<script>${trusted(pageScript)}</script>
</body>
</html>
`
  return page.html
}

function groupOf(document: Described, name: string, description: string): Html {
  const inside = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => (operation.tags as string[]).includes(name))
      .map(([method, operation]) => operationOf(document, method.toUpperCase(), path, operation)),
  )
  return html`<section><h2 id="${name}">${description}</h2>${inside}</section>\n`
}

function operationOf(document: Described, method: string, path: string, operation: Operation): Html {
  const does = String(operation.summary ?? '')
  const words = `${method} ${path} ${operation.operationId} ${does}`.toLowerCase()
  return html`<details data-words="${words}" id="${operation.operationId}">
<summary><span class="method">${method}</span><code>${path}</code><span class="does">${does}</span><span class="who">${whoText(operation['x-who'])}</span></summary>
<div class="inside">${parametersOf(document, operation)}${bodyOf(operation)}<h3>回答 Answers</h3>${answersOf(operation)}</div>
</details>
`
}

const whoText = (who: Who | undefined): string =>
  typeof who === 'string' ? (whoWords[who] ?? who) : (who ?? []).join(', ')

interface Parameter {
  $ref?: string
  name?: string
  in?: string
  required?: boolean
  description?: string
  schema?: unknown
}

function parametersOf(document: Described, operation: Operation): Html {
  const parameters = (operation.parameters as Parameter[] | undefined) ?? []
  if (parameters.length === 0) return html``
  const rows = parameters
    .map((p) => (p.$ref ? (document.components.parameters[p.$ref.split('/').at(-1) ?? ''] ?? p) : p))
    .map(
      (p) =>
        html`<tr><td><code>${p.name}</code>${p.required ? ' *' : ''}</td><td>${p.in}</td><td>${p.description ?? html`<code>${JSON.stringify(p.schema)}</code>`}</td></tr>`,
    )
  return html`<h3>参数 Parameters</h3><table>${rows}</table>`
}

function bodyOf(operation: Operation): Html {
  const body = operation.requestBody as { content: Record<string, { schema: unknown }> } | undefined
  if (!body) return html``
  const shapes = Object.entries(body.content).map(
    ([type, { schema }]) => html`<p><code>${type}</code></p><pre>${JSON.stringify(schema, null, 2)}</pre>`,
  )
  return html`<h3>内容 Body</h3>${shapes}`
}

function answersOf(operation: Operation): Html {
  const answers = operation.responses as Record<string, { $ref?: string; description?: string }>
  const rows = Object.entries(answers).map(
    ([status, { $ref, description }]) =>
      html`<tr><td><code>${status}</code></td><td>${$ref ? $ref.split('/').at(-1) : description}</td></tr>`,
  )
  return html`<table>${rows}</table>`
}
