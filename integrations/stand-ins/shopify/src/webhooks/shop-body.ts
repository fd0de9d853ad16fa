import type { ShopStore } from "../shop/store"
import { asRestTime } from "../shop/time"

export const shopBody = ({ shop }: ShopStore): Record<string, unknown> => ({
  id: shop.id,
  name: shop.name,
  email: shop.email,
  myshopify_domain: shop.domain,
  domain: shop.domain,
  currency: shop.currency,
  iana_timezone: shop.timeZone,
  country_code: shop.countryCode,
  taxes_included: shop.taxesIncluded,
  created_at: asRestTime(shop.createdAt),
})
