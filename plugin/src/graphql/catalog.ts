import { countProducts, productPage, type ProductFilter } from "../reads/catalog/queries"
import { containing } from "../reads/pattern"
import type { ProductRow, VariantRow } from "../reads/rows"
import type { Context } from "./context"
import { badInput, callerError } from "./errors"
import type {
  ProductConnectionResolvers,
  ProductResolvers,
  ProductVariantResolvers,
  QueryProductArgs,
  QueryProductVariantArgs,
  QueryProductsArgs,
  QueryResolvers,
} from "./generated/resolvers"
import { boundedKeys, decodeCursor, notACursor, pageSize, toConnection, type Connection } from "./page"

/** The longest text that is searched for: no title or SKU is longer. */
const searchMax = 200

export const catalogQueries = {
  product: (_, args, context) => findProduct(args, context),
  productVariant: (_, args, context) => findVariant(args, context),
  products: (_, args, context) => listProducts(args, context),
} satisfies QueryResolvers

export const Product: ProductResolvers<Context, ProductRow> = {
  __resolveReference: ({ id }, { load }) => load.product.load(id),
  options: ({ id }, _, { load }) => load.options.load(id),
  variants: ({ id }, _, { load }) => load.variants.load(id),
}

export const ProductVariant: ProductVariantResolvers<Context, VariantRow> = {
  __resolveReference: ({ id }, { load }) => load.variant.load(id),
  price: ({ id }, question, { load }) => load.prices.load(question, id),
  product: async ({ productId }, _, { load }) => {
    const product = await load.product.load(productId)
    if (product) return product
    throw callerError("GONE", "The product of this variant was withdrawn while it was read. Ask again.")
  },
  selectedOptions: ({ id }, _, { load }) => load.selectedOptions.load(id),
}

function findProduct({ id, handle }: QueryProductArgs, { load }: Context): Promise<ProductRow | null> {
  if (id && !handle) return load.product.load(id)
  if (handle && !id) return load.productByHandle.load(handle)
  throw badInput('Give exactly one of "id" and "handle".')
}

function findVariant({ id, sku }: QueryProductVariantArgs, { load }: Context): Promise<VariantRow | null> {
  if (id && !sku) return load.variant.load(id)
  if (sku && !id) return load.variantBySku.load(sku)
  throw badInput('Give exactly one of "id" and "sku".')
}

/** A page, and what it is a page of: the count is read only when a caller asks for it. */
export type ProductPage = Connection<ProductRow> & { readonly filter: ProductFilter }

export const ProductConnection: ProductConnectionResolvers<Context, ProductPage> = {
  totalCount: ({ filter }, _, { run }) => countProducts(run, filter),
}

async function listProducts(args: QueryProductsArgs, context: Context): Promise<ProductPage> {
  const size = pageSize(args.first ?? 20)
  const [createdAt, id] = args.after ? decodeCursor(args.after, 2) : []
  const filter = await productFilter(args, context)
  const after = createdAt !== undefined && id !== undefined ? { createdAt: instant(createdAt), id } : null
  const rows = await productPage(context.run, { ...filter, after, limit: size + 1 })
  for (const row of rows) context.load.product.prime(row.id, row)
  return { ...toConnection(rows, size, after !== null, (row) => [row.createdAt, row.id]), filter }
}

async function productFilter(args: QueryProductsArgs, context: Context): Promise<ProductFilter> {
  const search = args.search ?? ""
  if (search.length > searchMax) throw badInput(`"search" is too long: at most ${searchMax} characters.`)
  return {
    ids: boundedKeys("ids", args.ids),
    handles: boundedKeys("handles", args.handles),
    pattern: containing(search),
    channelIds: (await context.caller()).catalogChannelIds,
  }
}

/** A cursor may have been forged: only microseconds since 1970 go on. */
function instant(text: string): string {
  if (/^\d{1,16}$/.test(text)) return text
  throw notACursor()
}
