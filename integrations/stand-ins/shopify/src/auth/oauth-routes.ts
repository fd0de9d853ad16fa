import { createHmac, timingSafeEqual } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Clock } from "../clock"
import { send, sendHtml, sendJson } from "../http/answer"
import { readText } from "../http/body"
import { isLoopback } from "../http/loopback"
import { escapeHtml, page } from "../storefront/layout"
import type { Credentials, Grant } from "./credentials"

export interface OAuthOptions {
  readonly clientId: string
  readonly clientSecret: string
  readonly domain: string
  readonly clock: Clock
  readonly credentials: Credentials
}

const bodyMax = 64 * 1024

/** Installing an app: the merchant is asked, and the app exchanges the answer for a token. True when it was one of these requests. */
export async function serveOAuth(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  options: OAuthOptions
): Promise<boolean> {
  const route = `${request.method} ${url.pathname}`
  if (route === "GET /admin/oauth/authorize") askMerchant(response, url, options)
  else if (route === "POST /admin/oauth/authorize")
    redirect(response, new URLSearchParams(await readText(request, bodyMax)), options)
  else if (route === "POST /admin/oauth/access_token")
    giveToken(response, readForm(await readText(request, bodyMax)), options)
  else return false
  return true
}

/** Why this app is not let in, as a sentence; null when it may ask. */
function askFault(asked: URLSearchParams, { clientId }: OAuthOptions): string | null {
  const target = asked.get("redirect_uri") ?? ""
  if (asked.get("client_id") !== clientId) return "There is no app with this client_id."
  if (!URL.canParse(target) || !isLoopback(new URL(target).hostname))
    return "redirect_uri must be an address on this machine: the stand-in knows no other."
  return null
}

function askMerchant(response: ServerResponse, url: URL, options: OAuthOptions): void {
  const fault = askFault(url.searchParams, options)
  if (fault) return sendHtml(response, 400, page("Not installed", `<p class="note">${escapeHtml(fault)}</p>`))
  const scopes = scopesIn(url.searchParams)
  const fields = [...url.searchParams].map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`
  )
  const list = scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join("")
  sendHtml(
    response,
    200,
    page(
      "Install app",
      `<header><div><h1>Install this app?</h1><small>${escapeHtml(options.domain)}</small></div></header>
<article><p>It asks to be allowed to:</p><ul>${list || "<li>nothing in particular</li>"}</ul>
<form method="post" action="/admin/oauth/authorize">${fields.join("")}<button>Install</button></form></article>`
    )
  )
}

const scopesIn = (asked: URLSearchParams) => (asked.get("scope") ?? "").split(/[\s,]+/).filter(Boolean)

/** Back to the app, with what proves that this shop has sent the merchant. */
function redirect(response: ServerResponse, asked: URLSearchParams, options: OAuthOptions): void {
  const fault = askFault(asked, options)
  if (fault) return send(response, 400, "text/plain; charset=utf-8", fault)
  const told: Record<string, string> = {
    code: options.credentials.consent(scopesIn(asked)),
    host: Buffer.from(`${options.domain}/admin`).toString("base64").replace(/=+$/, ""),
    shop: options.domain,
    state: asked.get("state") ?? "",
    timestamp: String(Math.floor(options.clock.now() / 1000)),
  }
  const target = new URL(asked.get("redirect_uri") ?? "")
  for (const [name, value] of Object.entries({ ...told, hmac: hmacOf(told, options.clientSecret) }))
    target.searchParams.set(name, value)
  send(response, 302, "text/plain", "", { Location: target.toString() })
}

/**
 * Hex, over all parameters but itself, sorted by name.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant
 */
const hmacOf = (told: Record<string, string>, secret: string): string => {
  const text = Object.entries(told)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&")
  return createHmac("sha256", secret).update(text).digest("hex")
}

function giveToken(response: ServerResponse, asked: Record<string, string>, options: OAuthOptions): void {
  if (asked["client_id"] !== options.clientId || !isSame(asked["client_secret"] ?? "", options.clientSecret))
    return refuse(response, "invalid_client", "The client credentials are not those of an app of this shop")
  const grant = grantFor(asked, options.credentials)
  if (grant) return sendJson(response, 200, grantBody(grant))
  refuse(response, "invalid_request", "The authorization code was not found or was already used")
}

function grantFor(asked: Record<string, string>, credentials: Credentials): Grant | null {
  if (asked["grant_type"] === "client_credentials") return credentials.clientCredentials()
  if (asked["grant_type"] === "refresh_token") return credentials.refresh(asked["refresh_token"] ?? "")
  return credentials.exchange(asked["code"] ?? "", asked["expiring"] === "1")
}

const grantBody = ({ accessToken, refreshToken, scopes, expiresInS }: Grant) => ({
  access_token: accessToken,
  scope: scopes.join(","),
  ...(expiresInS !== null && { expires_in: expiresInS }),
  ...(refreshToken !== null && { refresh_token: refreshToken, refresh_token_expires_in: 90 * 24 * 60 * 60 }),
})

const refuse = (response: ServerResponse, error: string, description: string) =>
  sendJson(response, 400, { error, error_description: description })

const isSame = (one: string, other: string) => {
  const [given, wanted] = [Buffer.from(one), Buffer.from(other)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** A form, or JSON: Shopify takes both. */
function readForm(text: string): Record<string, string> {
  try {
    const value = JSON.parse(text) as Record<string, unknown>
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, String(one)]))
  } catch {
    return Object.fromEntries(new URLSearchParams(text))
  }
}
