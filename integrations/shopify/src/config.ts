import { z } from "zod"

/** The version of Shopify's Admin API that this connector is written for. */
export const API_VERSION = "2026-07"

const SHOP = "shop must be the shop's own domain, for example my-shop.myshopify.com, without https:// and path."

/** How to reach a Shopify shop. An unknown key is refused: a mistyped option would otherwise be silence. */
export const shopifyConfigSchema = z.strictObject({
  /** The permanent domain, which webhooks carry. */
  shop: z.string(SHOP).regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, SHOP),
  /** Of the custom app: `shpat_…`. */
  accessToken: z.string("accessToken is missing: Shopify admin → Apps → your custom app → API credentials.").min(1),
  /** Of the custom app: its API secret key, with which Shopify signs webhooks. */
  webhookSecret: z.string("webhookSecret is missing: it is the API secret key of your custom app.").min(1),
  /** Where the Admin API answers, when it is not at `https://<shop>`. */
  baseUrl: z.url("baseUrl must be an address such as http://127.0.0.1:4200.").optional(),
  /** @default 2026-07 */
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}$/, 'apiVersion must look like "2026-07".')
    .optional(),
})

export type ShopifyConfig = z.infer<typeof shopifyConfigSchema>

/** The address of the Admin API. */
export function adminUrl({ shop, baseUrl, apiVersion = API_VERSION }: ShopifyConfig): string {
  return `${(baseUrl ?? `https://${shop}`).replace(/\/+$/, "")}/admin/api/${apiVersion}/graphql.json`
}
