import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BuildingStorefront } from "@medusajs/icons"
import { Container, Heading, Table, Text } from "@medusajs/ui"
import type { AvailabilityPage as Page } from "../../../api/admin/anyshelf/availability/types"
import { ChannelServices } from "../../components/channel-services"
import { FaultBanner, FaultNotice } from "../../components/fault-notice"
import { SearchBar } from "../../components/search-bar"
import { NoVariants, VariantList, VariantListSkeleton } from "../../components/variant-list"
import { pageSize } from "../../lib/api"
import { useAvailabilityPage, useSavePolicies } from "../../lib/use-availability"
import { useFormat } from "../../lib/use-format"
import { useSearch } from "../../lib/use-search"

/** Search a SKU, see every location with its terms and why, and change what is withheld. */
export default function AvailabilityPage() {
  const { state, update } = useSearch()
  const answer = useAvailabilityPage(state)
  const page = answer.data
  // Numbers that were read once are worth keeping on screen, as long as it says that they are old.
  const Fault = page ? FaultBanner : FaultNotice
  return (
    <Container className="divide-y overflow-hidden p-0">
      <Title page={page} />
      <SearchBar
        q={state.q}
        salesChannelId={state.salesChannelId || (page?.sales_channel_id ?? "")}
        salesChannels={page?.sales_channels ?? []}
        onSearch={(q) => update({ q, page: 0 })}
        onChannel={(salesChannelId) => update({ salesChannelId, page: 0 })}
      />
      {answer.isError && (
        <Fault error={answer.error} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      )}
      {answer.isPending && <VariantListSkeleton />}
      {page && <Found page={page} isStale={answer.isPlaceholderData} state={state} update={update} />}
    </Container>
  )
}

function Title({ page }: { readonly page: Page | undefined }) {
  const { t, quantity, time } = useFormat()
  const asOf = page?.variants[0]?.as_of
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 px-6 py-4">
      <div>
        <Heading>{t("availability.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("availability.subtitle")}
        </Text>
      </div>
      <Text size="xsmall" className="text-ui-fg-muted tabular-nums sm:text-end">
        <span role="status">
          {page && t("availability.results", { count: page.count, formatted: quantity(page.count) })}
        </span>
        {asOf && (
          <span className="before:px-1 before:content-['·'] sm:block sm:before:content-none">
            {t("availability.asOf", { time: time(asOf) })}
          </span>
        )}
      </Text>
    </div>
  )
}

interface FoundProps extends ReturnType<typeof useSearch> {
  readonly page: Page
  /** True while these rows answer the question before. */
  readonly isStale: boolean
}

function Found({ page, isStale, state, update }: FoundProps) {
  const save = useSavePolicies(page.sales_channel_id)
  const salesChannel = page.sales_channels.find((each) => each.id === page.sales_channel_id)
  const channel = salesChannel ?? { id: page.sales_channel_id, name: page.sales_channel_id }
  if (page.count === 0) return <NoVariants q={state.q} onClear={() => update({ q: "", page: 0 })} />
  return (
    <>
      <ChannelServices services={page.services} salesChannel={channel} onSave={save.mutateAsync} />
      <VariantList
        page={page}
        isStale={isStale}
        open={state.open}
        onOpen={(open) => update({ open })}
        salesChannel={channel}
        onSave={save.mutateAsync}
      />
      {page.count > pageSize && <Pages page={page} index={state.page} onPage={(index) => update({ page: index })} />}
    </>
  )
}

interface PagesProps {
  readonly page: Page
  readonly index: number
  readonly onPage: (index: number) => void
}

function Pages({ page, index, onPage }: PagesProps) {
  const { t } = useFormat()
  const pageCount = Math.ceil(page.count / pageSize)
  return (
    <Table.Pagination
      count={page.count}
      pageSize={pageSize}
      pageIndex={index}
      pageCount={pageCount}
      canPreviousPage={index > 0}
      canNextPage={index < pageCount - 1}
      previousPage={() => onPage(index - 1)}
      nextPage={() => onPage(index + 1)}
      translations={{
        of: t("availability.pages.of"),
        results: t("availability.pages.results"),
        pages: t("availability.pages.pages"),
        prev: t("availability.pages.prev"),
        next: t("availability.pages.next"),
      }}
    />
  )
}

/** A component rather than a text, so that it is in the language of the dashboard. */
function Breadcrumb() {
  return useFormat().t("availability.title")
}

export const handle = { breadcrumb: () => <Breadcrumb /> }

export const config = defineRouteConfig({
  label: "availability.title",
  translationNs: "anyshelf",
  icon: BuildingStorefront,
})
