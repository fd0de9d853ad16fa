import type { ListCommand, UnlistCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { ShopifyConfig } from "../config"
import { isGid } from "../gid"
import { productByIdentifier, publications, publish, setProduct } from "../operations/products"
import { already, applied, refusalOf, refused, unclear, type Outcome } from "./outcome"
import { handleOf, listingsOf, toProductInput, type Known } from "./product-input"

const ONLINE_STORE = ["Online Store"]
const PUBLICATIONS = 50

/**
 * Makes a product, or changes it. A product of ours bears our id as its handle, so that one whose making was never answered is
 * found again; from then on it is known by Shopify's id, and a merchant may give it a nicer handle.
 */
export async function list(call: Call, config: ShopifyConfig, command: ListCommand): Promise<Outcome> {
  const { product, shop } = await find(call, command)
  if (command.productRef !== null && !product)
    return refused("product-not-found", "The shop has no such product (any more): list it anew.")
  if (product?.variants.pageInfo.hasNextPage)
    return refused("too-many-variants", "The product has more than 100 variants in the shop; it is changed there.")
  const foreign = command.variants.find(({ price }) => price && price.currencyCode !== shop.currencyCode)
  if (foreign) return refused("currency", `The shop sells in ${shop.currencyCode}: give its prices in that.`)
  const { productSet } = await call(setProduct, {
    identifier: product ? { id: product.id } : { handle: handleOf(command.productId) },
    input: toProductInput(command, product),
  })
  const refusal = refusalOf(productSet?.userErrors)
  if (refusal) return refusal
  if (!productSet?.product) return unclear("a product")
  const { id, variants } = productSet.product
  if (command.status === "active") {
    const unpublished = await publishEverywhere(call, id, config.publications ?? ONLINE_STORE)
    if (unpublished) return unpublished
  }
  return applied({ ref: id, listings: listingsOf(command, variants.nodes) })
}

async function find(call: Call, { productRef, productId }: ListCommand) {
  const identifier = productRef === null ? { handle: handleOf(productId) } : { id: productRef }
  const { productByIdentifier: product, shop } = await call(productByIdentifier, { identifier })
  return { product: product as Known | null, shop }
}

/** An active product is seen nowhere until it is published where customers are. Publishing again changes nothing. */
async function publishEverywhere(call: Call, id: string, names: readonly string[]): Promise<Outcome | null> {
  const { nodes } = (await call(publications, { first: PUBLICATIONS })).publications
  const wanted = nodes.filter(({ name }) => names.includes(name))
  if (wanted.length === 0)
    return refused(
      "publication-not-found",
      `The shop has no sales channel named ${names.join(" or ")}: name one of ${nodes.map(({ name }) => name).join(", ")} in \`publications\`.`
    )
  const { publishablePublish } = await call(publish, {
    id,
    to: wanted.map((publication) => ({ publicationId: publication.id })),
  })
  return refusalOf(publishablePublish?.userErrors)
}

/** Takes a product off the shelves: as a draft it is in no sales channel, and nothing of it is lost. */
export async function unlist(call: Call, { productRef: id }: UnlistCommand): Promise<Outcome> {
  const gone = refused("product-not-found", "The shop has no such product (any more).")
  if (!isGid("Product", id)) return gone
  const { productByIdentifier: product } = await call(productByIdentifier, { identifier: { id } })
  if (!product) return gone
  if (product.status === "DRAFT" || product.status === "ARCHIVED") return already({ ref: id })
  // Lists that are left out whole are left alone.
  const { productSet } = await call(setProduct, { identifier: { id }, input: { status: "DRAFT" } })
  return refusalOf(productSet?.userErrors) ?? applied({ ref: id })
}
