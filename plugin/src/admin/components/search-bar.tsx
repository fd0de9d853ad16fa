import { Input, Select } from "@medusajs/ui"
import type { AvailabilityPage } from "../../api/admin/anyshelf/availability/types"
import { useFormat } from "../lib/use-format"
import { useSearchBox } from "../lib/use-search"

interface SearchBarProps {
  readonly q: string
  readonly salesChannelId: string
  /** Empty until the first answer; then there is nothing to choose from, and no choice is shown. */
  readonly salesChannels: AvailabilityPage["sales_channels"]
  readonly onSearch: (q: string) => void
  readonly onChannel: (salesChannelId: string) => void
}

/** What to look for, and whose promise to show. */
export function SearchBar({ q, salesChannelId, salesChannels, onSearch, onChannel }: SearchBarProps) {
  const { t } = useFormat()
  const { text, setText } = useSearchBox(q, onSearch)
  return (
    <div role="search" className="flex flex-col gap-2 px-6 py-4 sm:flex-row sm:items-center sm:justify-between">
      <div className="w-full sm:max-w-[360px]">
        <Input
          type="search"
          size="small"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t("availability.search.label")}
          aria-label={t("availability.search.label")}
        />
      </div>
      {salesChannels.length > 0 && (
        <div className="w-full sm:w-[220px]">
          <Channels salesChannelId={salesChannelId} salesChannels={salesChannels} onChannel={onChannel} />
        </div>
      )}
    </div>
  )
}

function Channels(props: Pick<SearchBarProps, "salesChannelId" | "salesChannels" | "onChannel">) {
  const { t } = useFormat()
  return (
    <Select size="small" value={props.salesChannelId} onValueChange={props.onChannel}>
      <Select.Trigger aria-label={t("availability.search.channel")}>
        <Select.Value placeholder={t("availability.search.channel")} />
      </Select.Trigger>
      <Select.Content>
        {props.salesChannels.map((channel) => (
          <Select.Item key={channel.id} value={channel.id}>
            {channel.name}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}
