import type { ListCommand, Money } from "@anyshelf/connector-kit"

/** A product of ours, as it is shown to customers. */
export interface ProductFacts {
  readonly productId: string
  readonly title: string
  /** HTML. */
  readonly description: string
  readonly imageUrls: readonly string[]
  readonly isPublished: boolean
  readonly variants: readonly {
    readonly variantId: string
    readonly sku: string | null
    readonly barcode: string | null
    /** In the currency that was asked for; null where we have no price in it. */
    readonly price: Money | null
    readonly options: Readonly<Record<string, string>>
  }[]
}

/** What is known of the product on the channel. */
export interface KnownThere {
  readonly productRef: string | null
  /** Our variant's id → the channel's listing, as the channel gave them to us. */
  readonly listings: Readonly<Record<string, string>>
  /** Listings that are matched to our variants, whoever made them. */
  readonly matched: readonly { readonly variantId: string; readonly ref: string; readonly productRef: string }[]
}

/** What to send, but for its key; or why nothing can be. */
export type ListPlan =
  | { readonly ok: true; readonly content: Omit<ListCommand, "key"> }
  /** A sentence that says what to correct. */
  | { readonly ok: false; readonly reason: string }

/** No vendor takes more variants of one product at once. */
const variantsMax = 250
const imagesMax = 50

/**
 * How a product is said to a channel. What stands there already, matched by SKU or by hand, is changed and not made a second time; an
 * unpublished product is a draft there.
 */
export function planListing(product: ProductFacts, status: "active" | "draft", known: KnownThere): ListPlan {
  const { variants } = product
  if (variants.length === 0) return refuse("The product has no variants: add one.")
  if (variants.length > variantsMax)
    return refuse(`The product has ${variants.length} variants, and a channel takes ${variantsMax} at most: split it.`)
  const unpriced = variants.find(({ price }) => price === null)
  if (unpriced)
    return refuse(`The variant ${unpriced.sku ?? unpriced.variantId} has no price in the channel's currency: add one.`)
  const refs = [...new Set(known.matched.map(({ productRef }) => productRef))]
  const [ref, other] = known.productRef === null ? refs : [known.productRef]
  if (other !== undefined)
    return refuse(
      "Its variants stand in several products of the channel: put them into one there, or ignore the listings that are wrong."
    )
  const matched = known.matched.filter(({ productRef }) => productRef === ref)
  const refOf = new Map(matched.map(({ variantId, ref: listing }) => [variantId, listing]))
  return {
    ok: true,
    content: {
      type: "list",
      productId: product.productId,
      productRef: ref ?? null,
      title: product.title,
      description: product.description,
      imageUrls: product.imageUrls.slice(0, imagesMax),
      status: product.isPublished ? status : "draft",
      variants: variants.map((each) => ({
        ...each,
        ref: known.listings[each.variantId] ?? refOf.get(each.variantId) ?? null,
      })),
    },
  }
}

/** Whether two plans say the same of the product, whatever the channel calls it: then nothing is sent. */
export const contentOf = ({ productRef: _there, variants, ...content }: Omit<ListCommand, "key">): string =>
  JSON.stringify({ ...content, variants: variants.map(({ ref: _listing, ...variant }) => variant) })

const refuse = (reason: string): ListPlan => ({ ok: false, reason })
