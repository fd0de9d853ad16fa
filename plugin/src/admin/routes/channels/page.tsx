import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Channels, Plus, TriangleLeftMini } from "@medusajs/icons"
import { Button, Container, Heading, Tabs, Text } from "@medusajs/ui"
import { useState } from "react"
import type { ConnectionAnswer } from "../../../api/admin/anyshelf/channels/types"
import { ConnectDrawer } from "../../components/channels/connect-drawer"
import { ConnectionHead } from "../../components/channels/connection-head"
import { ConnectionList, ConnectionListSkeleton } from "../../components/channels/connection-list"
import { Listings } from "../../components/channels/listings"
import { Overview } from "../../components/channels/overview"
import { needsPerson, Queue } from "../../components/channels/queue"
import { Settings } from "../../components/channels/settings"
import { FaultBanner, FaultNotice } from "../../components/fault-notice"
import { Notice } from "../../components/notice"
import { tabs, useChannelsState, useConnections, type Tab } from "../../lib/use-channels"
import { useFormat } from "../../lib/use-format"

/** Shops on other channels: how they do, what is listed there, what needs a person, and how stock is shown. */
export default function ChannelsPage() {
  const { connectionId, tab, open } = useChannelsState()
  const answer = useConnections()
  const connections = answer.data?.connections
  const connection = connections?.find(({ id }) => id === connectionId)
  // What was read once is worth keeping on screen, as long as it says that it is old.
  const Fault = connections ? FaultBanner : FaultNotice
  return (
    <Container className="divide-y overflow-hidden p-0">
      {connection ? (
        <ConnectionHead connection={connection} onBack={() => open("")} onRemoved={() => open("")} />
      ) : (
        <Title canBack={connectionId !== ""} onBack={() => open("")} onConnected={(id) => open(id, "settings")} />
      )}
      {answer.isError && (
        <Fault error={answer.error} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      )}
      {answer.isPending && <ConnectionListSkeleton />}
      {connection && <Parts connection={connection} tab={tab} onTab={(next) => open(connection.id, next)} />}
      {connections && !connection && <All connections={connections} onOpen={open} />}
    </Container>
  )
}

interface TitleProps {
  readonly canBack: boolean
  readonly onBack: () => void
  readonly onConnected: (id: string) => void
}

function Title({ canBack, onBack, onConnected }: TitleProps) {
  const { t } = useFormat()
  const [isConnecting, setConnecting] = useState(false)
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-6 py-4">
      <div>
        <Heading>{t("channels.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("channels.subtitle")}
        </Text>
      </div>
      <div className="flex gap-x-2">
        {canBack && (
          <Button size="small" variant="transparent" onClick={onBack}>
            <TriangleLeftMini aria-hidden />
            {t("channels.back")}
          </Button>
        )}
        <Button size="small" variant="secondary" onClick={() => setConnecting(true)}>
          <Plus aria-hidden />
          {t("channels.connect")}
        </Button>
      </div>
      <ConnectDrawer isOpen={isConnecting} onOpen={setConnecting} onConnected={onConnected} />
    </div>
  )
}

interface AllProps {
  readonly connections: readonly ConnectionAnswer[]
  readonly onOpen: (id: string, tab?: Tab) => void
}

function All({ connections, onOpen }: AllProps) {
  const { t } = useFormat()
  if (connections.length > 0) return <ConnectionList connections={connections} onOpen={onOpen} />
  return (
    <Notice icon={<Channels aria-hidden />} title={t("channels.none.title")} message={t("channels.none.message")} />
  )
}

interface PartsProps {
  readonly connection: ConnectionAnswer
  readonly tab: Tab
  readonly onTab: (tab: Tab) => void
}

function Parts({ connection, tab, onTab }: PartsProps) {
  const { t, quantity } = useFormat()
  const waiting = needsPerson(connection)
  return (
    <Tabs value={tab} onValueChange={(next) => onTab(next as Tab)}>
      <Tabs.List className="overflow-x-auto px-6 py-3">
        {tabs.map((each) => (
          <Tabs.Trigger key={each} value={each} className="shrink-0">
            {t(`channels.tabs.${each}`)}
            {each === "queue" && waiting > 0 && (
              <span className="text-ui-fg-error ps-1.5 tabular-nums">{quantity(waiting)}</span>
            )}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <div className="border-ui-border-base border-t">
        {tab === "overview" && <Overview connection={connection} />}
        {tab === "listings" && <Listings connection={connection} />}
        {tab === "queue" && <Queue connection={connection} />}
        {tab === "settings" && <Settings connection={connection} />}
      </div>
    </Tabs>
  )
}

/** A component rather than a text, so that it is in the language of the dashboard. */
function Breadcrumb() {
  return useFormat().t("channels.title")
}

export const handle = { breadcrumb: () => <Breadcrumb /> }

export const config = defineRouteConfig({
  label: "channels.title",
  translationNs: "anyshelf",
  icon: Channels,
})
