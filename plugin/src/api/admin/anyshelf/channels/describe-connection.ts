import type { ConnectionEntry } from "../../../../modules/channels/connections/connection-store"
import { splitConfig } from "../../../../domain/channels/connection-settings"
import { withoutSecrets } from "../../../../domain/channels/connection-settings"
import { secretsOf } from "../../../../channels/connections/reach-shop"
import type { ConnectionFacts } from "./read-facts"
import type { ConnectionAnswer, ConnectionState } from "./types"

/** A connection in the Admin's words. Nothing in it is secret. */
export function describeConnection(entry: ConnectionEntry, facts: ConnectionFacts): ConnectionAnswer {
  const { id, connector, connection, row } = entry
  const publicUrl = connection?.publicUrl ?? row?.publicUrl ?? null
  return {
    id,
    vendor: entry.vendor,
    source: entry.source,
    state: stateOf(entry, facts),
    reason: reasonOf(entry, facts),
    config: openConfig(entry),
    secrets: secretsAnswer(entry),
    sales_channel: connection?.salesChannel ?? row?.salesChannel ?? "",
    locations: toLists(connection?.locations ?? row?.locations ?? null),
    publishing: connection?.publishing ?? row?.publishing ?? { mode: "shared" },
    public_url: publicUrl,
    webhook_url: publicUrl && `${publicUrl}/anyshelf/webhooks/${id}`,
    paused_at: row?.pausedAt?.toISOString() ?? null,
    can_install: entry.source === "admin" && connector?.install !== undefined,
    commands: [...(connector?.capabilities.commands ?? [])],
    health: facts.health,
  }
}

function stateOf({ isPaused, problem }: ConnectionEntry, { status }: ConnectionFacts): ConnectionState {
  if (isPaused) return "paused"
  return problem?.state ?? status ?? "disconnected"
}

function reasonOf({ isPaused, problem, connection }: ConnectionEntry, { reason }: ConnectionFacts): string | null {
  if (isPaused) return "It is paused: nothing is read or sent until it is resumed."
  if (problem) return problem.reason
  return reason && connection ? withoutSecrets(reason, secretsOf(connection)) : reason
}

/** Configuration of the code may hold what is no JSON; what is left is what can be read. */
function openConfig({ source, connection, connector, row }: ConnectionEntry): Record<string, unknown> {
  const config = source === "options" ? ((connection?.config ?? {}) as Record<string, unknown>) : (row?.config ?? {})
  return { ...splitConfig(config, connector?.secrets ?? []).open }
}

function secretsAnswer({ source, connection, connector, row }: ConnectionEntry): ConnectionAnswer["secrets"] {
  const given = source === "options" ? ((connection?.config ?? {}) as Record<string, unknown>) : {}
  return (connector?.secrets ?? Object.keys(row?.secrets ?? {})).map((name) => ({
    name,
    is_set: row?.secrets?.[name] !== undefined || (given[name] !== undefined && given[name] !== null),
    set_at: row?.secrets?.[name]?.setAt ?? null,
  }))
}

const toLists = (locations: Readonly<Record<string, readonly string[]>> | null) =>
  locations && Object.fromEntries(Object.entries(locations).map(([theirs, ours]) => [theirs, [...ours]]))
