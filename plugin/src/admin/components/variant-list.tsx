import { ExclamationCircle, MagnifyingGlass } from "@medusajs/icons"
import { Button, Skeleton, clx } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { AvailabilityPage } from "../../api/admin/anyshelf/availability/types"
import { useFormat } from "../lib/use-format"
import { Notice } from "./notice"
import type { DetailsContext } from "./variant-details"
import { VariantRow } from "./variant-row"

interface VariantListProps extends DetailsContext {
  readonly page: AvailabilityPage
  /** True while these rows answer the question before. */
  readonly isStale: boolean
  readonly open: readonly string[]
  readonly onOpen: (open: string[]) => void
}

/** The variants found. Several may be open at once, to compare them. */
export function VariantList({ page, isStale, open, onOpen, ...context }: VariantListProps) {
  const toggle = (id: string) => onOpen(open.includes(id) ? open.filter((each) => each !== id) : [...open, id])
  return (
    <ul
      aria-busy={isStale}
      className={clx("divide-ui-border-base divide-y transition-opacity", isStale && "opacity-50")}
    >
      {page.variants.map((variant) => (
        <VariantRow
          key={variant.variant_id}
          variant={variant}
          isOpen={open.includes(variant.variant_id)}
          onToggle={() => toggle(variant.variant_id)}
          {...context}
        />
      ))}
    </ul>
  )
}

/** As tall as rows, so that nothing jumps when they arrive. */
export function VariantListSkeleton() {
  return (
    <div aria-hidden className="divide-ui-border-base divide-y">
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="flex items-center gap-x-4 px-6 py-3">
          <Skeleton className="h-10 w-8 shrink-0 rounded" />
          <div className="flex flex-1 flex-col gap-y-2">
            <Skeleton className="h-4 w-2/5 rounded" />
            <Skeleton className="h-3 w-3/5 rounded" />
          </div>
          <Skeleton className="h-8 w-14 rounded" />
        </div>
      ))}
    </div>
  )
}

/** Nothing found, or nothing there yet: each says what to do next. */
export function NoVariants({ q, onClear }: { readonly q: string; readonly onClear: () => void }) {
  const { t } = useFormat()
  if (q) {
    return (
      <Notice
        icon={<MagnifyingGlass aria-hidden />}
        title={t("availability.noMatch.title", { query: q })}
        message={t("availability.noMatch.message")}
        action={
          <Button size="small" variant="secondary" onClick={onClear}>
            {t("availability.search.clear")}
          </Button>
        }
      />
    )
  }
  return (
    <Notice
      icon={<ExclamationCircle aria-hidden />}
      title={t("availability.none.title")}
      message={t("availability.none.message")}
      action={
        <Button size="small" variant="secondary" asChild>
          <Link to="/products/create">{t("availability.none.action")}</Link>
        </Button>
      }
    />
  )
}
