import { StatusBadge } from "@medusajs/ui"
import type { ConnectionState } from "../../../api/admin/anyshelf/channels/types"
import { useFormat } from "../../lib/use-format"

const colors = {
  connected: "green",
  disconnected: "red",
  misconfigured: "orange",
  "not-installed": "blue",
  paused: "grey",
} as const

/** How a connection stands, in a word. */
export function StateBadge({ state }: { readonly state: ConnectionState }) {
  const { t } = useFormat()
  return <StatusBadge color={colors[state]}>{t(`channels.states.${state}`)}</StatusBadge>
}
