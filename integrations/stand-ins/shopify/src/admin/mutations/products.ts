import { deleteProduct, setProduct, type Identifier, type SetProductInput } from "../../shop/set-product"
import { faulty, type Faulty } from "../../shop/fault"
import { gid, idOf } from "../../shop/global-ids"
import type { ProductRecord, ProductStatus } from "../../shop/records"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { shopView } from "../views/shop"
import { payload } from "./payload"

const answer = (context: RequestContext, outcome: ProductRecord | Faulty): View =>
  payload(context, outcome, (product) => ({ product: () => context.show.product(context, product) }), { product: null })

/** What Shopify could do with a product and the stand-in could not, it must not accept. */
function checkInput(input: object): void {
  const able = ["id", "handle", "title", "descriptionHtml", "vendor", "productType", "tags", "status", "giftCard"]
  const known = [...able, "files", "productOptions", "variants", "redirectNewHandle"]
  for (const [name, value] of Object.entries(input))
    if (value != null && value !== false && !known.includes(name) && !(Array.isArray(value) && value.length === 0))
      throw new NotImplemented(`\`${name}\` of a product`)
}

interface SetArgs {
  readonly input: SetProductInput
  readonly identifier?: (Identifier & { readonly customId?: unknown }) | null
  readonly synchronous: boolean
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/productSet */
export function setOneProduct({ input, identifier, synchronous }: SetArgs, context: RequestContext): View {
  if (!synchronous) throw new NotImplemented("productSet(synchronous: false)")
  if (identifier?.customId) throw new NotImplemented("productSet by a custom id")
  checkInput(input)
  return { ...answer(context, setProduct(context.store, input, identifier ?? null)), productSetOperation: null }
}

interface UpdateArgs {
  readonly product?: SetProductInput | null
  readonly input?: SetProductInput | null
  readonly media?: readonly unknown[] | null
  readonly identifier?: Identifier | null
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/productUpdate */
export function updateProduct({ product, input, media, identifier }: UpdateArgs, context: RequestContext): View {
  if (media?.length) throw new NotImplemented("productUpdate(media:)")
  const asked = product ?? input ?? {}
  checkInput(asked)
  const id = asked.id ?? identifier?.id
  const found = context.store.products.get(idOf("Product", id ?? ""))
  if (!found) return answer(context, faulty(["id"], "Product does not exist"))
  return answer(context, setProduct(context.store, { ...asked, id: gid("Product", found.id) }, null))
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/productChangeStatus */
export const changeStatus = (
  { productId, status }: { productId: string; status: ProductStatus },
  context: RequestContext
): View => answer(context, setProduct(context.store, { id: productId, status }, null))

interface DeleteArgs {
  readonly input: { readonly id: string }
  readonly synchronous: boolean
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/productDelete */
export function removeProduct({ input, synchronous }: DeleteArgs, context: RequestContext): View {
  if (!synchronous) throw new NotImplemented("productDelete(synchronous: false)")
  const outcome = deleteProduct(context.store, input.id)
  const made = () => ({ deletedProductId: input.id })
  return {
    ...payload(context, outcome, made, { deletedProductId: null }),
    productDeleteOperation: null,
    shop: () => shopView(context),
  }
}

interface PublishArgs {
  readonly id: string
  readonly input: readonly { readonly publicationId?: string | null; readonly publishDate?: string | null }[]
}

/** The shop's one publication is its online store. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/publishablePublish */
export const publish =
  (isPublished: boolean) =>
  ({ id, input }: PublishArgs, context: RequestContext): View => {
    if (input.some(({ publishDate }) => publishDate)) throw new NotImplemented("publishing at a later time")
    const outcome = published(context, id, input, isPublished)
    const made = (product: ProductRecord) => ({ publishable: () => context.show.product(context, product) })
    return { ...payload(context, outcome, made, { publishable: null }), shop: () => shopView(context) }
  }

function published(
  { store }: RequestContext,
  id: string,
  input: PublishArgs["input"],
  isPublished: boolean
): ProductRecord | Faulty {
  const product = store.products.get(idOf("Product", id))
  if (!product) return faulty(["id"], "Resource does not exist")
  const strange = input.findIndex(({ publicationId }) => idOf("Publication", publicationId ?? "") !== store.shop.id)
  if (strange >= 0)
    return faulty(["input", String(strange), "publicationId"], "Publication does not exist or is not publishable")
  if (product.isPublished !== isPublished) {
    Object.assign(product, { isPublished, updatedAt: store.clock.now() })
    store.emit({ topic: "PRODUCTS_UPDATE", product })
  }
  return product
}
