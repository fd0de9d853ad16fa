import type { Result } from "@anyshelf/connector-kit"
import { checkResult } from "@anyshelf/connector-kit/protocol"
import type { Channel } from "../channels/channel"
import { claimCommands, reportResults } from "../channels/remote/claim-commands"
import { ingest, recordsMax } from "../channels/remote/ingest"
import { remoteDeskOf } from "../channels/remote/remote-desk-of"
import { channelsModule } from "../modules/channels"
import type ChannelsService from "../modules/channels/service"
import type { Context } from "./context"
import { badInput, callerError } from "./errors"
import type { MutationResolvers, QueryResolvers } from "./generated/resolvers"

const commandsMax = 250
const leaseSecondsMin = 10
const leaseSecondsMax = 600

export const remoteChannelQueries: Pick<QueryResolvers<Context>, "remoteChannel"> = {
  remoteChannel: async (_root, _arguments, context) => {
    const { id: connectionId, channels, connection } = await channelOf(context)
    await channels.openConnection({ connectionId, vendor: connection.connector.id })
    const { status, reason } = await channels.readStatus(connectionId)
    return { connectionId, status, reason }
  },
}

export const remoteChannelMutations: MutationResolvers<Context> = {
  claimChannelCommands: async (_root, { limit, leaseSeconds }, context) => {
    const channel = await channelOf(context)
    const wanted = within("limit", limit ?? 50, 1, commandsMax)
    const seconds = within("leaseSeconds", leaseSeconds ?? 60, leaseSecondsMin, leaseSecondsMax)
    const claimed = await claimCommands(channel, wanted, seconds * 1_000)
    if (claimed) return claimed.map(({ command, leasedUntil }) => ({ ...idOf(command), command, leasedUntil }))
    const { reason } = await channel.channels.readStatus(channel.id)
    throw callerError("NOT_SET_UP", reason ?? "The places of this connection are not known yet: ingest its locations.")
  },
  reportChannelResults: async (_root, { results }, context) => {
    const channel = await channelOf(context)
    if (results.length > commandsMax) throw badInput(`Report at most ${commandsMax} results together.`)
    const checked = results.map(checkResult)
    const wrong = checked.filter((each) => typeof each === "string")
    if (wrong.length > 0) throw badInput(wrong.slice(0, 5).join(" "))
    const known = await reportResults(channel, checked as Result[])
    return results.map(({ key }) => ({ key, recorded: known.has(key) }))
  },
  ingestChannelRecords: async (_root, { records }, context) => {
    const channel = await channelOf(context)
    if (records.length > recordsMax) throw badInput(`Ingest at most ${recordsMax} records together.`)
    await channel.channels.openConnection({ connectionId: channel.id, vendor: channel.connection.connector.id })
    const told = await ingest(channel.channels, channel.id, records, channel.clock.now())
    context.container.resolve<ChannelsService>(channelsModule).wakeEngine(channel.id)
    return told
  },
}

const idOf = ({ key, type }: { readonly key: string; readonly type: string }) => ({ key, type })

/** The connection that the caller's key opens. The gateway has checked the scope before; a subgraph checks again. */
async function channelOf({ identity, container }: Context): Promise<Channel> {
  if (identity.kind !== "connector" || identity.actorId === null || !identity.scopes.includes("connector"))
    throw callerError(
      "FORBIDDEN",
      "This is for connectors. Send the channel key of the connection: Authorization: Bearer anyc_…"
    )
  const channel = await remoteDeskOf(container).channelOf(identity.actorId)
  if (channel) return channel
  throw callerError(
    "NOT_SET_UP",
    `The connection ${identity.actorId} is not one whose connector runs elsewhere. Make it with \`remote({ id: "${identity.actorId}", … })\` in the plugin's connectors.`
  )
}

function within(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value
  throw badInput(`\`${name}\` must be from ${min} to ${max}.`)
}
