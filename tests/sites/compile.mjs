// Compile pages of MDX, and write beside each what elements it has, as HTML: node compile.mjs PAGE.mdx…
import {readFileSync, writeFileSync} from 'node:fs'
import {compile} from '@mdx-js/mdx'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'

// Docusaurus makes components of directives; here each is an element that says which it is.
const showDirectives = () => (tree) => {
  const visit = (node) => {
    if (node.type.endsWith('Directive')) {
      node.data = {hName: 'directive', hProperties: {type: node.type, name: node.name}}
    }
    node.children?.forEach(visit)
  }
  visit(tree)
}

const escape = (text) =>
  String(text).replace(/[&<>"]/g, (mark) => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[mark])

const element = (name, attributes, content) => {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`)
  return `<${name}${told.join('')}>${content}</${name}>`
}

const show = (node) => {
  const content = (node.children ?? []).map(show).join('')
  switch (node.type) {
    case 'root':
      return content
    case 'text':
      return escape(node.value)
    case 'mdxjsEsm':
      return element('esm', {value: node.value}, '')
    case 'mdxFlowExpression':
      return element('expression', {value: node.value}, '')
    case 'mdxTextExpression':
      return element('span', {expression: node.value}, '')
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement': {
      const attributes = node.attributes.map((one) => [one.name ?? 'spread', one.value?.value ?? one.value ?? ''])
      const isText = node.type === 'mdxJsxTextElement'
      const told = Object.fromEntries([...(isText ? [['jsx', node.name]] : []), ...attributes])
      return element(isText ? 'span' : (node.name ?? 'fragment'), told, content)
    }
    default:
      return element(node.tagName, node.properties ?? {}, content)
  }
}

for (const path of process.argv.slice(2)) {
  let html = ''
  const rehypePlugins = [() => (tree) => { html = show(tree) }]
  const remarkPlugins = [remarkFrontmatter, remarkGfm, remarkDirective, showDirectives]
  try {
    await compile(readFileSync(path, 'utf8'), {remarkPlugins, rehypePlugins})
  } catch (error) {
    console.error(`${path}: ${error}`)
    process.exitCode = 1
  }
  writeFileSync(path.replace(/mdx$/, 'html'), html)
}
