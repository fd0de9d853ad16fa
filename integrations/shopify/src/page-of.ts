import { gidNumber } from "./gid"

/** The product's page with this variant chosen. */
export function pageOf(productUrl: string, variantId: string): string {
  const url = new URL(productUrl)
  url.searchParams.set("variant", gidNumber(variantId))
  return url.href
}
