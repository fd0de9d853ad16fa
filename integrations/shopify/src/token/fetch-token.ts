import { Disconnected, NoAnswer, RetryLater, type Host } from "@anyshelf/connector-kit"
import { shopUrl, type ShopifyConfig } from "../config"
import { retryAfter } from "../failures"

/** A token of the Admin API. */
export interface Token {
  readonly value: string
  /** Milliseconds since 1970. */
  readonly endsAt: number
  /** What the token may do, as Shopify says it: `read_orders,write_products`. */
  readonly scope: string
}

/** Where Shopify says nothing: a day, as its documentation says. */
const LIFE_S = 86_399

type Shop = Pick<ShopifyConfig, "shop" | "baseUrl" | "clientId" | "clientSecret">

/**
 * Fetches a token for an app of one's own organisation:
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant.
 * Throws `Disconnected` when Shopify does not know the app, and as every call.
 */
export const fetchToken = (config: Shop, host: Host): Promise<Token> =>
  askForToken(config, host, { grant_type: "client_credentials" })

/**
 * Asks Shopify's OAuth endpoint for a token. The secret goes in the body only; neither it nor the answer is ever logged or put
 * into an error.
 */
export async function askForToken(config: Shop, host: Host, grant: Readonly<Record<string, string>>): Promise<Token> {
  const { clientId = "", clientSecret = "" } = config
  const response = await send(host, `${shopUrl(config)}/admin/oauth/access_token`, {
    client_id: clientId,
    client_secret: clientSecret,
    ...grant,
  })
  throwForStatus(response, host)
  return toToken(await parse(response), host)
}

async function send(host: Host, url: string, body: Readonly<Record<string, string>>): Promise<Response> {
  try {
    return await host.fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: new URLSearchParams(body).toString(),
      redirect: "manual",
    })
  } catch (cause) {
    if (cause instanceof RetryLater) throw cause
    throw new RetryLater("Shopify gives no access token: it does not answer.", undefined, { cause })
  }
}

function throwForStatus({ status, headers }: Response, host: Host): void {
  if (status === 200) return
  if (status === 429 || status >= 500) {
    const afterMs = retryAfter(headers.get("retry-after"), host.now())
    throw new RetryLater(`Shopify gives no access token: it answered ${status}.`, afterMs)
  }
  throw new Disconnected(
    `Shopify gives no access token (${status}): check shop, clientId and clientSecret, and that the app is installed in this shop.`
  )
}

async function parse(response: Response): Promise<Readonly<Record<string, unknown>>> {
  try {
    const answer: unknown = await response.json()
    if (typeof answer === "object" && answer !== null) return answer as Record<string, unknown>
  } catch {
    // Told below: a page of HTML, or half an answer.
  }
  throw new NoAnswer("Shopify's answer to the request for an access token is not JSON.")
}

function toToken(answer: Readonly<Record<string, unknown>>, host: Host): Token {
  const { access_token: value, expires_in: lives, scope } = answer
  if (typeof value !== "string" || value === "") throw new NoAnswer("Shopify's answer has no access token.")
  const seconds = typeof lives === "number" && lives > 0 ? lives : LIFE_S
  return { value, endsAt: host.now() + seconds * 1_000, scope: typeof scope === "string" ? scope : "" }
}
