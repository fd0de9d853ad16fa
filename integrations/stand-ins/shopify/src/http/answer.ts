import type { ServerResponse } from "node:http"

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {}
): void {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(body), headers)
}

export function sendHtml(response: ServerResponse, status: number, html: string): void {
  send(response, status, "text/html; charset=utf-8", html, {
    // Nothing from elsewhere: the page works without a network, and a product's name cannot bring in a script.
    "Content-Security-Policy":
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'none'; frame-ancestors 'none'",
  })
}

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {}
): void {
  if (response.destroyed || response.headersSent) return
  const content = Buffer.from(body, "utf8")
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": content.length,
    "Cache-Control": "no-store",
    ...headers,
  })
  response.end(content)
}
