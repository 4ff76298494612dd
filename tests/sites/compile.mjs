import {readFileSync, writeFileSync} from 'node:fs'
import {compile} from '@mdx-js/mdx'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkFrontmatter from 'remark-frontmatter'
function directives() {
  return (tree) => { const walk = (n) => { if (/Directive$/.test(n.type)) { n.data = {hName: 'directive', hProperties: {type: n.type, name: n.name}} } ; (n.children||[]).forEach(walk) }; walk(tree) }
}
const esc = (s) => s.replace(/&/g,'&amp;').replace(/</g,'&lt;').replace(/>/g,'&gt;').replace(/"/g,'&quot;')
function show(n) {
  if (n.type === 'text') return esc(n.value)
  if (n.type === 'mdxjsEsm') return `<esm value="${esc(n.value)}"></esm>`
  if (n.type === 'mdxTextExpression') return `<span expression="${esc(n.value)}"></span>`
  if (n.type === 'mdxFlowExpression') return `<expression value="${esc(n.value)}"></expression>`
  const kids = (n.children||[]).map(show).join('')
  if (n.type === 'root') return kids
  const attrs = n.attributes ? n.attributes.map((a) => ` ${a.name}="${esc(String(a.value?.value ?? a.value))}"`).join('') : Object.entries(n.properties||{}).map(([k,v]) => ` ${k}="${esc(String(v))}"`).join('')
  const name = n.type === 'mdxJsxTextElement' ? `span jsx="${n.name}"` : (n.name ?? n.tagName)
  return `<${name}${attrs}>${kids}</${name.split(' ')[0]}>`
}
for (const path of process.argv.slice(2)) {
  let html
  try {
  await compile(readFileSync(path, 'utf8'), {remarkPlugins: [remarkFrontmatter, remarkGfm, remarkDirective, directives], rehypePlugins: [() => (tree) => { html = show(tree) }]})
  } catch (error) { console.error(path, String(error)); process.exitCode = 1; html = 'ERROR ' + error }
  writeFileSync(path.replace(/mdx$/, 'html'), html)
}
