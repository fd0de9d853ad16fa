import { gid } from "../../shop/global-ids"
import type { VariantRecord } from "../../shop/records"
import type { View } from "../context"

/** "Red / Large" */
export const variantTitle = (variant: VariantRecord): string =>
  variant.selectedOptions.map(({ value }) => value).join(" / ")

export const optionValueView = (value: { id: number; name: string }): View => ({
  __typename: "ProductOptionValue",
  id: gid("ProductOptionValue", value.id),
  name: value.name,
  hasVariants: true,
  linkedMetafieldValue: null,
  swatch: null,
})
