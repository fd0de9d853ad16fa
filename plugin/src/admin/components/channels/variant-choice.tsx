import { Button, Text } from "@medusajs/ui"
import type { VariantBrief } from "../../../api/admin/anyshelf/channels/types"
import { variantName } from "../../lib/format"
import { useFormat } from "../../lib/use-format"

interface VariantChoicesProps {
  readonly title: string
  readonly variants: readonly VariantBrief[]
  readonly isWorking: boolean
  readonly onChoose: (variantId: string) => void
}

/** Variants to choose from, each with enough to recognize it. */
export function VariantChoices({ title, variants, isWorking, onChoose }: VariantChoicesProps) {
  const { t } = useFormat()
  return (
    <section>
      <Text size="xsmall" weight="plus" className="text-ui-fg-subtle mb-2">
        {title}
      </Text>
      <ul className="flex flex-col gap-y-2">
        {variants.map((variant) => (
          <li
            key={variant.variant_id}
            className="border-ui-border-base flex items-center gap-x-3 rounded-lg border px-3 py-2"
          >
            {variant.thumbnail ? (
              <img src={variant.thumbnail} alt="" className="bg-ui-bg-component size-9 shrink-0 rounded object-cover" />
            ) : (
              <span aria-hidden className="bg-ui-bg-component size-9 shrink-0 rounded" />
            )}
            <span className="min-w-0 flex-1">
              <Text size="small" className="break-words">
                {variant.product_title}
                {variantName(variant.variant_title) && ` · ${variantName(variant.variant_title)}`}
              </Text>
              <Text size="xsmall" className="text-ui-fg-muted break-words">
                {[variant.sku, variant.barcode].filter(Boolean).join(" · ") || t("channels.listings.noSku")}
              </Text>
            </span>
            <Button
              size="small"
              variant="secondary"
              disabled={isWorking}
              aria-label={`${t("channels.listings.choose")}: ${variant.sku ?? variant.product_title}`}
              onClick={() => onChoose(variant.variant_id)}
            >
              {t("channels.listings.choose")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
