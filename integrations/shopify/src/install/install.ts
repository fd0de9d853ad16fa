import { Rejected, type Installation, type InstallRequest } from "@anyshelf/connector-kit"
import { z } from "zod"
import { shopDomain, shopifyConfigSchema, shopUrl, type ShopifyConfig } from "../config"
import { scopes } from "../generated/scopes"
import { askForToken } from "../token/fetch-token"
import { isFresh, isSigned } from "./redirect"
import { missingScopes } from "./missing-scopes"

/** What has to be known of an app before a merchant can be asked to install it. */
const app = z.looseObject({
  shop: shopDomain,
  clientId: z.string("clientId is missing: Shopify's Dev Dashboard → your app → Settings.").min(1),
  clientSecret: z.string("clientSecret is missing: Shopify's Dev Dashboard → your app → Settings.").min(1),
  baseUrl: z.url("baseUrl must be an address such as http://127.0.0.1:4200.").optional(),
})

/**
 * Connects a shop by OAuth: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant.
 * The browser and the code go to the shop's own domain, or to the configured `baseUrl`, and nowhere else.
 */
export const installation: Installation<ShopifyConfig> = {
  begin(request) {
    const { shop, clientId, baseUrl } = readApp(request)
    const url = new URL(`${shopUrl({ shop, ...(baseUrl && { baseUrl }) })}/admin/oauth/authorize`)
    url.search = new URLSearchParams({
      client_id: clientId,
      scope: scopes.join(","),
      redirect_uri: request.redirectUri,
      state: request.state,
    }).toString()
    return url.href
  },

  async finish(request, host) {
    const known = readApp(request)
    const { query, state } = request
    if (!isSigned(query, known.clientSecret)) reject("The answer was not signed by Shopify with this app's secret.")
    if (!sameText(query["state"], state)) reject("The answer belongs to another attempt: begin again.")
    if (query["shop"] !== known.shop) reject(`The answer is for another shop than ${known.shop}: begin again there.`)
    if (!isFresh(query["timestamp"], host.now())) reject("The answer is too old: begin again.")
    if (!query["code"]) reject("Shopify gave no code: the merchant did not approve. Begin again.")
    const shop = { ...known, ...(known.baseUrl && { baseUrl: known.baseUrl }) } as ShopifyConfig
    const token = await askForToken(shop, host, { code: query["code"] ?? "" })
    const missing = missingScopes(token.scope)
    if (missing.length > 0)
      throw new Rejected(`The shop granted less than was asked for; missing are ${missing.join(", ")}.`, "scopes")
    return shopifyConfigSchema.parse({ ...request.config, accessToken: token.value })
  },
}

function readApp({ config }: InstallRequest): z.infer<typeof app> {
  const read = app.safeParse(config)
  if (read.success) return read.data
  throw new Rejected(read.error.issues.map(({ message }) => message).join(" "), "configuration")
}

const sameText = (given: string | undefined, wanted: string) => given !== undefined && given === wanted

function reject(message: string): void {
  throw new Rejected(message, "not-genuine")
}
