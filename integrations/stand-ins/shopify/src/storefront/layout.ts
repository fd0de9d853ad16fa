/** A page of the shop. Everything in it is served by the stand-in itself. */
export function page(title: string, body: string, scripts: readonly string[] = []): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
${scripts.map((script) => `<script src="${script}" defer></script>`).join("")}
</body>
</html>`
}

const replacements: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => replacements[found] as string)

const style = `
:root { color-scheme: light dark; --edge: #8884; --soft: #8881; --accent: #0a7a53; --bad: #b3261e }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.45 system-ui, sans-serif }
h1 { font-size: 1.35rem; margin: 0 0 .25rem }
h2 { font-size: 1.05rem; margin: 0 }
a { color: inherit }
p.quiet, small { opacity: .75 }
header { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; justify-content: space-between; margin-bottom: 1rem }
input { font: inherit; padding: .55rem .7rem; border: 1px solid var(--edge); border-radius: .5rem; width: 100% }
label.search { flex: 1 1 16rem }
button { font: inherit; min-height: 2.75rem; padding: .4rem .9rem; border: 0; border-radius: .5rem; background: var(--accent); color: #fff; cursor: pointer }
button:disabled { background: #8886; cursor: not-allowed }
button.plain { background: var(--soft); color: inherit; border: 1px solid var(--edge) }
article { border: 1px solid var(--edge); border-radius: .75rem; padding: .9rem; margin-bottom: .75rem }
.variant { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; padding: .6rem 0; border-top: 1px solid var(--edge); margin-top: .6rem }
.variant > div:first-child { flex: 1 1 14rem }
.levels { display: flex; flex-wrap: wrap; gap: .3rem .5rem; padding: 0; margin: .3rem 0 0; list-style: none; font-size: .9rem }
.levels li { background: var(--soft); border-radius: .4rem; padding: .1rem .5rem }
.levels li.none { color: var(--bad) }
.tabs { display: flex; gap: .5rem; margin-bottom: 1rem }
.tabs button { flex: 1 1 0; background: var(--soft); color: inherit; border: 1px solid var(--edge) }
.tabs button[aria-current] { background: var(--accent); color: #fff }
.deeds { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .6rem }
.deeds button { min-height: 2.5rem; padding: .25rem .75rem; font-size: .92rem }
.badge { display: inline-block; border-radius: .4rem; padding: .05rem .5rem; background: var(--soft); font-size: .85rem; margin-right: .3rem }
.note { border: 1px dashed var(--edge); border-radius: .75rem; padding: 1.5rem; text-align: center }
.said { position: sticky; bottom: .75rem; margin: .75rem 0; padding: .75rem 1rem; border-radius: .5rem; background: var(--accent); color: #fff }
.said.bad { background: var(--bad) }
[hidden] { display: none }
`
