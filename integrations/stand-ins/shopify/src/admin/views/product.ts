import { gid, idOf } from "../../shop/global-ids"
import { sellableOnline } from "../../shop/levels"
import type { ImageRecord, OptionRecord, ProductRecord, VariantRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { moneyView } from "./money"
import { optionValueView } from "./option"
import { publicationView } from "./publication"
import { variantOrder, variantsOf } from "./product-search"

type Variants = PageArgs & { readonly sortKey: string }

export function productView(context: RequestContext, product: ProductRecord): View {
  const { store, publicUrl } = context
  const variants = variantsOf(context, product)
  const page = `${publicUrl}/products/${product.handle}`
  const isOnDefault = product.options.length === 1 && product.options[0]?.values[0]?.name === "Default Title"
  const isShown = product.status === "ACTIVE" && product.isPublished
  const left = (variant: VariantRecord) => sellableOnline(store, variant.inventoryItemId)
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    legacyResourceId: String(product.id),
    handle: product.handle,
    title: product.title,
    descriptionHtml: product.descriptionHtml,
    description: ({ truncateAt }: { truncateAt?: number | null }) =>
      plain(product.descriptionHtml).slice(0, truncateAt ?? undefined),
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: product.status,
    isGiftCard: product.isGiftCard,
    hasOnlyDefaultVariant: isOnDefault,
    hasOutOfStockVariants: variants.some((variant) => variant.tracked && left(variant) <= 0),
    hasVariantsThatRequiresComponents: false,
    requiresSellingPlan: false,
    tracksInventory: variants.some((variant) => variant.tracked),
    totalInventory: variants.filter((variant) => variant.tracked).reduce((sum, variant) => sum + left(variant), 0),
    variantsCount: { count: variants.length, precision: "EXACT" },
    onlineStoreUrl: isShown ? page : null,
    onlineStorePreviewUrl: page,
    publishedAt: isShown ? asDateTime(product.createdAt) : null,
    publishedOnPublication: ({ publicationId }: { publicationId: string }) =>
      isShown && idOf("Publication", publicationId) === store.shop.id,
    resourcePublicationsCount: ({ onlyPublished }: { onlyPublished?: boolean }) => ({
      count: isShown || !onlyPublished ? 1 : 0,
      precision: "EXACT",
    }),
    resourcePublicationsV2: (args: PageArgs & { onlyPublished?: boolean }) =>
      connection(isShown || !args.onlyPublished ? [product] : [], args, () => ({
        isPublished: isShown,
        publishDate: isShown ? asDateTime(product.createdAt) : null,
        publication: () => publicationView(context),
        publishable: () => productView(context, product),
      })),
    options: ({ first }: { first?: number | null }) => product.options.slice(0, first ?? undefined).map(optionView),
    priceRangeV2: () => priceRange(variants, store.shop.currency),
    featuredImage: product.images[0] ? imageView(product.images[0]) : null,
    featuredMedia: product.images[0] ? mediaView(product.images[0]) : null,
    mediaCount: { count: product.images.length, precision: "EXACT" },
    images: (args: PageArgs) => connection(product.images, args, imageView),
    media: (args: PageArgs) => connection(product.images, args, mediaView),
    variants: (args: Variants) =>
      connection(
        variants,
        args,
        (variant) => context.show.variant(context, variant),
        variantOrder(context, args.sortKey)
      ),
    createdAt: asDateTime(product.createdAt),
    updatedAt: asDateTime(product.updatedAt),
  }
}

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()

const optionView = (option: OptionRecord, index: number): View => ({
  __typename: "ProductOption",
  id: gid("ProductOption", option.id),
  name: option.name,
  position: index + 1,
  values: option.values.map(({ name }) => name),
  optionValues: option.values.map(optionValueView),
  linkedMetafield: null,
})

function priceRange(variants: readonly VariantRecord[], currency: string): View {
  const prices = variants.map(({ price }) => price)
  return {
    minVariantPrice: moneyView(Math.min(...prices), currency),
    maxVariantPrice: moneyView(Math.max(...prices), currency),
  }
}

const imageView = (image: ImageRecord): View => ({
  __typename: "Image",
  id: gid("ImageSource", image.id),
  altText: image.altText,
  url: image.url,
  src: image.url,
  originalSrc: image.url,
  width: null,
  height: null,
})

const mediaView = (image: ImageRecord): View => ({
  __typename: "MediaImage",
  id: gid("MediaImage", image.id),
  alt: image.altText,
  mediaContentType: "IMAGE",
  status: "READY",
  image: () => imageView(image),
  mediaErrors: [],
  mediaWarnings: [],
})
