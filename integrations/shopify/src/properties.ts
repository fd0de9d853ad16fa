/** What was written beside an order or a line, as Shopify lists it. */
type Attributes = readonly { readonly key: string; readonly value: string | null }[]

/**
 * What the customer wrote or chose beside an article. A key with an underscore before it is for apps and themes, by Shopify's
 * custom, and never shown to the customer: https://shopify.dev/docs/storefronts/themes/product-merchandising/line-item-properties
 */
export function toProperties(attributes: Attributes): { properties?: Readonly<Record<string, string>> } {
  const shown = attributes.flatMap(({ key, value }) => (value && !key.startsWith("_") ? [[key, value] as const] : []))
  return shown.length > 0 ? { properties: Object.fromEntries(shown) } : {}
}

/** The value written under a key; null without one. */
export const valueOf = (attributes: Attributes, wanted: string): string | null =>
  attributes.find(({ key }) => key === wanted)?.value || null
