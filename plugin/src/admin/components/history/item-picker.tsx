import { XMarkMini } from "@medusajs/icons"
import { IconButton, Input, Text } from "@medusajs/ui"
import { useState } from "react"
import type { FoundItem } from "../../lib/history-api"
import { useFormat } from "../../lib/use-format"
import { useItemSearch } from "../../lib/use-history"
import { useSearchBox } from "../../lib/use-search"

interface ItemPickerProps {
  /** The chosen item's name; null while all items are shown. */
  readonly chosen: string | null
  readonly onChoose: (itemId: string) => void
}

/** Chooses a stock item by part of its SKU or title, or goes back to all of them. */
export function ItemPicker({ chosen, onChoose }: ItemPickerProps) {
  const { t } = useFormat()
  const [q, setQ] = useState("")
  const { text, setText } = useSearchBox(q, setQ)
  const choose = (itemId: string) => {
    setQ("")
    setText("")
    onChoose(itemId)
  }
  return (
    <div role="search" className="relative w-full sm:max-w-[360px]">
      {chosen === null ? (
        <Input
          type="search"
          size="small"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && setText("")}
          placeholder={t("history.search")}
          aria-label={t("history.search")}
        />
      ) : (
        <div className="bg-ui-bg-component border-ui-border-base flex items-center justify-between gap-x-2 rounded-md border py-0.5 pl-3 pr-1">
          <Text size="small" weight="plus" className="truncate">
            {chosen}
          </Text>
          <IconButton size="small" variant="transparent" aria-label={t("history.clear")} onClick={() => choose("")}>
            <XMarkMini />
          </IconButton>
        </div>
      )}
      {chosen === null && q !== "" && text !== "" && <Found q={q} onChoose={choose} />}
    </div>
  )
}

function Found({ q, onChoose }: { readonly q: string; readonly onChoose: (itemId: string) => void }) {
  const { t, fault } = useFormat()
  const { data, error, isPending } = useItemSearch(q)
  const told = error ? fault(error) : data?.length === 0 ? t("history.notFound", { query: q }) : null
  return (
    <div
      aria-busy={isPending}
      className="bg-ui-bg-component shadow-elevation-flyout absolute inset-x-0 top-full z-10 mt-1 overflow-hidden rounded-lg"
    >
      {told !== null && (
        <Text role="status" size="small" className="text-ui-fg-subtle px-3 py-2">
          {told}
        </Text>
      )}
      <ul aria-label={t("history.found")}>
        {(data ?? []).map((item) => (
          <li key={item.id}>
            <button
              type="button"
              onClick={() => onChoose(item.id)}
              className="hover:bg-ui-bg-component-hover focus-visible:bg-ui-bg-component-hover flex w-full flex-col items-start px-3 py-2 text-start outline-none"
            >
              <Named item={item} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Named({ item }: { readonly item: FoundItem }) {
  const { t } = useFormat()
  return (
    <>
      <span className="txt-compact-small-plus text-ui-fg-base">{item.sku ?? t("history.noSku")}</span>
      {item.title && <span className="txt-compact-xsmall text-ui-fg-subtle">{item.title}</span>}
    </>
  )
}
