import { ChevronDownMini, Photo } from "@medusajs/icons"
import { Badge, Text, Tooltip, clx } from "@medusajs/ui"
import { useId, useState } from "react"
import type { VariantAvailability } from "../../api/admin/anyshelf/availability/types"
import { variantName } from "../lib/format"
import { useFormat } from "../lib/use-format"
import { VariantDetails, type DetailsContext } from "./variant-details"

interface VariantRowProps extends DetailsContext {
  readonly variant: VariantAvailability
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** A variant with its total and why; opens to every location. */
export function VariantRow({ variant, isOpen, onToggle, ...context }: VariantRowProps) {
  const { t } = useFormat()
  const id = useId()
  return (
    <li className="flex flex-col">
      <button
        type="button"
        onClick={onToggle}
        aria-expanded={isOpen}
        aria-controls={`${id}-details`}
        aria-label={t("availability.variant.expand", { name: fullName(variant) })}
        aria-describedby={`${id}-why`}
        className={clx(
          "hover:bg-ui-bg-base-hover focus-visible:outline-ui-border-interactive flex w-full items-center gap-x-4 px-6 py-3 text-start -outline-offset-2 focus-visible:outline focus-visible:outline-2",
          isOpen && "bg-ui-bg-subtle"
        )}
      >
        <Picture source={variant.thumbnail} />
        <Name variant={variant} whyId={`${id}-why`} />
        <div className="flex shrink-0 items-center gap-x-3">
          <Total variant={variant} />
          <ChevronDownMini
            aria-hidden
            className={clx("text-ui-fg-muted transition-transform", isOpen && "rotate-180")}
          />
        </div>
      </button>
      <div id={`${id}-details`} hidden={!isOpen}>
        {isOpen && <VariantDetails variant={variant} {...context} />}
      </div>
    </li>
  )
}

/** A product's picture; where there is none, or it cannot be fetched, a sign instead of a broken one. */
function Picture({ source }: { readonly source: string | null }) {
  const [broken, setBroken] = useState<string | null>(null)
  const isShown = source !== null && source !== broken
  return (
    <div className="bg-ui-bg-component border-ui-border-base hidden h-10 w-8 shrink-0 items-center justify-center overflow-hidden rounded border sm:flex">
      {isShown ? (
        <img
          src={source}
          alt=""
          loading="lazy"
          onError={() => setBroken(source)}
          className="h-full w-full object-cover object-center"
        />
      ) : (
        <Photo aria-hidden className="text-ui-fg-muted" />
      )}
    </div>
  )
}

function Name({ variant, whyId }: { readonly variant: VariantAvailability; readonly whyId: string }) {
  const { t } = useFormat()
  const codes = [variant.sku ?? t("availability.variant.noSku"), variant.barcode].filter(Boolean).join(" · ")
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-y-0.5">
      <div className="flex min-w-0 flex-col items-start gap-x-2 gap-y-1 sm:flex-row sm:items-center">
        <Text
          size="small"
          leading="compact"
          weight="plus"
          className="line-clamp-2 sm:line-clamp-1"
          title={fullName(variant)}
        >
          {fullName(variant)}
        </Text>
        <Marks variant={variant} />
      </div>
      <div className="flex min-w-0 flex-col gap-x-3 gap-y-0.5 xl:flex-row xl:items-baseline">
        <span className="txt-compact-xsmall text-ui-fg-subtle shrink-0 truncate font-mono">{codes}</span>
        <span id={whyId} className="txt-compact-xsmall text-ui-fg-subtle xl:truncate">
          {variant.why || t("availability.recounting")}
        </span>
      </div>
    </div>
  )
}

function Marks({ variant }: { readonly variant: VariantAvailability }) {
  const { t } = useFormat()
  return (
    <span className="flex shrink-0 items-center gap-x-1">
      {!variant.tracked && <Badge size="2xsmall">{t("availability.variant.untracked")}</Badge>}
      {variant.tracked && variant.backorder && (
        <Tooltip content={t("availability.variant.backorderWhy")}>
          <Badge size="2xsmall" color="blue">
            {t("availability.variant.backorder")}
          </Badge>
        </Tooltip>
      )}
    </span>
  )
}

function Total({ variant }: { readonly variant: VariantAvailability }) {
  const { t, quantity } = useFormat()
  const isOut = variant.quantity === 0
  return (
    <div className="flex flex-col items-end">
      <span
        className={clx("text-xl font-medium tabular-nums leading-7", isOut ? "text-ui-fg-error" : "text-ui-fg-base")}
      >
        {variant.quantity === null ? t("availability.variant.unlimited") : quantity(variant.quantity)}
      </span>
      <span className="txt-compact-xsmall text-ui-fg-subtle whitespace-nowrap">
        {t("availability.variant.promise")}
      </span>
    </div>
  )
}

/** A product's name and, where it says something, its variant's. */
export function fullName(variant: VariantAvailability): string {
  const name = variantName(variant.variant_title)
  return name === null ? variant.product_title : `${variant.product_title}, ${name}`
}
