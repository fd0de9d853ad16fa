import { z } from "zod"

/** The version of Shopify's Admin API that this connector is written for. */
export const API_VERSION = "2026-07"

const SHOP = "shop must be the shop's own domain, for example my-shop.myshopify.com, without https:// and path."
const TOKEN =
  "accessToken is missing: Shopify admin → Apps → your custom app → API credentials. Or give clientId and clientSecret of an app of your Dev Dashboard instead."
const SECRET =
  "webhookSecret is missing: it is the API secret key of your custom app, with which Shopify signs webhooks. Where clientSecret is given, it is that."

/** A shop's permanent domain, which webhooks and redirects carry. */
export const shopDomain = z.string(SHOP).regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, SHOP)

/** How to reach a Shopify shop. An unknown key is refused: a mistyped option would otherwise be silence. */
const keys = z.strictObject({
  shop: shopDomain,
  /** Of a custom app, or from an installation: `shpat_…`. Left out, one is fetched with `clientId` and `clientSecret`. */
  accessToken: z.string(TOKEN).min(1, TOKEN).optional(),
  /** Of a custom app: its API secret key, with which Shopify signs webhooks. */
  webhookSecret: z.string(SECRET).min(1, SECRET).optional(),
  /** Of an app in Shopify's Dev Dashboard. */
  clientId: z
    .string("clientId must be the client ID of your app: Dev Dashboard → your app → Settings.")
    .min(1)
    .optional(),
  /** Of the same app; signs its webhooks, too. */
  clientSecret: z
    .string("clientSecret must be the client secret of your app: Dev Dashboard → your app → Settings.")
    .min(1)
    .optional(),
  /** Where the Admin API answers, when it is not at `https://<shop>`. */
  baseUrl: z.url("baseUrl must be an address such as http://127.0.0.1:4200.").optional(),
  /** @default 2026-07 */
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}$/, 'apiVersion must look like "2026-07".')
    .optional(),
  /** The shop's own sales channels where a product that we list is sold, by name. @default ["Online Store"] */
  publications: z.array(z.string().min(1)).min(1).optional(),
})

/** A custom app with its token, or an app that fetches its own: one of the two must be whole. */
export const shopifyConfigSchema = keys.superRefine((config, context) => {
  const refuse = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message })
  if (config.clientId && !config.clientSecret)
    return refuse("clientSecret", "clientSecret is missing: it stands beside the client ID of your app.")
  if (config.accessToken) {
    if (!config.webhookSecret && !config.clientSecret) refuse("webhookSecret", SECRET)
    return
  }
  if (config.clientSecret && !config.clientId)
    return refuse("clientId", "clientId is missing: it stands beside the client secret of your app.")
  if (!config.clientId) refuse("accessToken", TOKEN)
})

export type ShopifyConfig = z.infer<typeof keys>

/** Where the shop answers, without a slash at the end. */
export const shopUrl = ({ shop, baseUrl }: Pick<ShopifyConfig, "shop" | "baseUrl">): string =>
  (baseUrl ?? `https://${shop}`).replace(/\/+$/, "")

/** The address of the Admin API. */
export const adminUrl = (config: ShopifyConfig): string =>
  `${shopUrl(config)}/admin/api/${config.apiVersion ?? API_VERSION}/graphql.json`

/** What webhooks and redirects are signed with: an app's secret, whatever it is called in the place where it was copied. */
export const signingSecret = ({ webhookSecret, clientSecret }: ShopifyConfig): string =>
  webhookSecret ?? clientSecret ?? ""
