import { gid } from "../../shop/global-ids"
import { asDateTime } from "../../shop/time"
import type { RequestContext, View } from "../context"

export function shopView({ store, publicUrl }: RequestContext): View {
  const { shop } = store
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    description: null,
    myshopifyDomain: shop.domain,
    primaryDomain: {
      __typename: "Domain",
      id: gid("Domain", shop.id),
      host: shop.domain,
      sslEnabled: false,
      url: publicUrl,
    },
    url: publicUrl,
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [shop.currency],
    ianaTimezone: shop.timeZone,
    taxesIncluded: shop.taxesIncluded,
    taxShipping: true,
    plan: {
      displayName: "Development",
      publicDisplayName: "Development",
      partnerDevelopment: true,
      shopifyPlus: false,
    },
    setupRequired: false,
    unitSystem: "METRIC_SYSTEM",
    weightUnit: "KILOGRAMS",
    createdAt: asDateTime(shop.createdAt),
    updatedAt: asDateTime(shop.createdAt),
  }
}

/** The app that the token belongs to. */
export const installationView = ({ store, scopes }: RequestContext): View => ({
  __typename: "AppInstallation",
  id: gid("AppInstallation", store.shop.id),
  accessScopes: [...scopes].sort().map((handle) => ({ handle, description: handle })),
})
