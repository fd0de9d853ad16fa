import type { ListCommand, ListingVariant, UnlistCommand } from "../../../commands"
import type { Made } from "../../../commands"
import type { Books } from "../books"
import type { Catalogue } from "../catalogue"
import type { ToyArticle } from "../model"
import { ToyRefusal } from "../rules"

/** Makes or changes a product: an article for each variant. A variant that is no longer named is a draft. */
export function list(books: Books, catalogue: Catalogue, command: ListCommand): Required<Made> {
  const known = books.rules.holds("one-product-per-id") ? catalogue.productOf(command.productId) : undefined
  const productRef = command.productRef ?? known ?? books.nextRef("product")
  const before = catalogue.articles.filter((article) => (article.productRef ?? article.ref) === productRef)
  if (command.productRef !== null && before.length === 0)
    throw new ToyRefusal("unknown-product", `There is no product ${command.productRef}.`)
  const refs = command.variants.map(
    (variant) => variant.ref ?? matching(before, variant)?.ref ?? books.nextRef("article")
  )
  command.variants.forEach((variant, at) => catalogue.put(articleOf(command, variant, refs[at]!, productRef)))
  for (const gone of before) if (!refs.includes(gone.ref)) catalogue.put({ ...gone, status: "draft" })
  catalogue.remember(command.productId, productRef)
  const listings = Object.fromEntries(command.variants.map(({ variantId }, at) => [variantId, refs[at]!]))
  return { ref: productRef, listings }
}

const matching = (articles: readonly ToyArticle[], { sku }: ListingVariant) =>
  sku === null ? undefined : articles.find((article) => article.sku === sku)

function articleOf(command: ListCommand, variant: ListingVariant, ref: string, productRef: string): ToyArticle {
  const options = Object.values(variant.options)
  const { sku, barcode } = variant
  const title = [command.title, ...options].join(" ")
  return { ref, productRef, title, sku, barcode, status: command.status, price: variant.price?.amount ?? 0 }
}

/** Takes a product off the shelves. */
export function unlist(books: Books, catalogue: Catalogue, { productRef }: UnlistCommand): string {
  const articles = catalogue.articles.filter((article) => (article.productRef ?? article.ref) === productRef)
  if (articles.length === 0) throw new ToyRefusal("unknown-product", `There is no product ${productRef}.`)
  if (books.rules.holds("unlisted-is-hidden"))
    for (const article of articles) catalogue.put({ ...article, status: "draft" })
  return productRef
}
