import type { CreateProductWorkflowInputDTO, CreateProductVariantWorkflowInputDTO } from "@medusajs/framework/types"
import { ProductStatus } from "@medusajs/framework/utils"
import type { FileProduct, FileVariant } from "../../domain/catalog"
import { fingerprint, fingerprintKey } from "./file-fingerprint"

/** Where imported products are sold. */
export interface ImportPlace {
  readonly salesChannelId: string
  readonly shippingProfileId: string | null
  /** ISO 4217, lower case, as Medusa writes it. */
  readonly currency: string
}

/** A product of the file in Medusa's words, variants left out. */
export function toProductFields(product: FileProduct, place: ImportPlace) {
  const { handle, title, descriptionHtml, images, status, options } = product
  return {
    handle,
    title,
    description: descriptionHtml || null,
    status: status === "active" ? ProductStatus.PUBLISHED : ProductStatus.DRAFT,
    thumbnail: images[0] ?? null,
    images: images.map((url) => ({ url })),
    metadata: { vendor: product.vendor, [fingerprintKey]: fingerprint(product, place) },
    options: options.map((name, index) => ({
      title: name,
      values: [...new Set(product.variants.map(({ optionValues }) => optionValues[index] ?? ""))],
    })),
  }
}

/** A whole new product. */
export function toProduct(product: FileProduct, place: ImportPlace): CreateProductWorkflowInputDTO {
  const { shippingProfileId, salesChannelId } = place
  return {
    ...toProductFields(product, place),
    sales_channels: [{ id: salesChannelId }],
    ...(shippingProfileId ? { shipping_profile_id: shippingProfileId } : {}),
    variants: product.variants.map((variant) => toVariant(variant, product, place)),
  } as CreateProductWorkflowInputDTO
}

/** A variant in Medusa's words. */
export function toVariant(
  variant: FileVariant,
  product: FileProduct,
  { currency }: ImportPlace
): Omit<CreateProductVariantWorkflowInputDTO, "product_id"> & { variant_rank: number } {
  return {
    title: variant.optionValues.join(" / "),
    // Without a rank, variants made at once have no order: a shop shows them as the file does.
    variant_rank: product.variants.indexOf(variant),
    sku: variant.sku,
    ...(variant.barcode ? { barcode: variant.barcode } : {}),
    ...(variant.weightGrams === null ? {} : { weight: variant.weightGrams }),
    manage_inventory: variant.isTracked,
    allow_backorder: variant.isBackordered,
    options: Object.fromEntries(product.options.map((name, index) => [name, variant.optionValues[index] ?? ""])),
    prices: [{ currency_code: currency, amount: Number(variant.price) }],
    ...(variant.compareAtPrice ? { metadata: { compare_at_price: variant.compareAtPrice } } : {}),
  }
}
