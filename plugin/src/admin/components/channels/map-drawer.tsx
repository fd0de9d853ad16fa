import { Drawer, Input, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import type { ListingAnswer } from "../../../api/admin/anyshelf/channels/types"
import { channelsApi } from "../../lib/channels-api"
import { useAct } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"
import { useSearchBox } from "../../lib/use-search"
import { useVariantSearch } from "../../lib/use-variant-search"
import { VariantChoices } from "./variant-choice"

interface MapDrawerProps {
  readonly connectionId: string
  /** Null: closed. */
  readonly listing: ListingAnswer | null
  readonly onClose: () => void
}

/** Says by hand which of our variants a listing is: one of those that it may be, or any other. */
export function MapDrawer({ connectionId, listing, onClose }: MapDrawerProps) {
  const { t } = useFormat()
  return (
    <Drawer open={listing !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title className="break-words">
            {t("channels.listings.mapTitle", { title: listing?.title ?? "" })}
          </Drawer.Title>
        </Drawer.Header>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          {listing && <Choices connectionId={connectionId} listing={listing} onDone={onClose} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}

interface ChoicesProps {
  readonly connectionId: string
  readonly listing: ListingAnswer
  readonly onDone: () => void
}

function Choices({ connectionId, listing, onDone }: ChoicesProps) {
  const { t, fault } = useFormat()
  const [q, setQ] = useState("")
  const { text, setText } = useSearchBox(q, setQ)
  const search = useVariantSearch(q)
  const map = useAct((variantId: string) => channelsApi.map(connectionId, listing.id, variantId))
  const choose = (variantId: string) =>
    map.mutate(variantId, { onSuccess: onDone, onError: (error) => toast.error(fault(error)) })
  const found = q === "" ? [] : (search.data ?? [])
  return (
    <>
      {listing.candidates.length > 0 && (
        <VariantChoices
          title={t("channels.listings.candidates")}
          variants={listing.candidates}
          isWorking={map.isPending}
          onChoose={choose}
        />
      )}
      <div className="flex flex-col gap-y-4">
        <Input
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t("channels.listings.searchVariants")}
          aria-label={t("channels.listings.searchVariants")}
        />
        {search.isError && (
          <Text role="alert" size="small" className="text-ui-fg-error">
            {fault(search.error)}
          </Text>
        )}
        {found.length > 0 && (
          <VariantChoices
            title={t("channels.listings.found")}
            variants={found}
            isWorking={map.isPending}
            onChoose={choose}
          />
        )}
        {q !== "" && search.isSuccess && !search.isFetching && found.length === 0 && (
          <Text role="status" size="small" className="text-ui-fg-muted">
            {t("channels.listings.noVariant", { query: q })}
          </Text>
        )}
      </div>
    </>
  )
}
