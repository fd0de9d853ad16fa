/** The playground's page. Everything it needs comes from this server, so it works offline and under a strict policy. */
export function playgroundPage(query: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Anyshelf</title>
<link rel="stylesheet" href="/graphql/playground/graphiql.css">
<link rel="stylesheet" href="/graphql/playground/page.css">
</head>
<body>
<div id="playground" data-query="${escapeHtml(query)}">Loading…</div>
<script src="/graphql/playground/react.js"></script>
<script src="/graphql/playground/react-dom.js"></script>
<script src="/graphql/playground/graphiql.js"></script>
<script src="/graphql/playground/start.js"></script>
</body>
</html>
`
}

/** No scripts but ours; GraphiQL's editor sets styles on its elements. Nobody may put the page in a frame. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ")

/** Runs in the browser. */
export const startScript = `const place = document.getElementById("playground")
const fetcher = GraphiQL.createFetcher({ url: "/graphql" })
ReactDOM.createRoot(place).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: place.dataset.query,
    defaultHeaders: JSON.stringify({ "x-publishable-api-key": "", authorization: "" }, null, 2),
    isHeadersEditorEnabled: true,
    defaultEditorToolsVisibility: "headers",
    shouldPersistHeaders: false,
  })
)
`

export const pageStyle = "html, body, #playground { height: 100%; margin: 0 }\n"

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "")
