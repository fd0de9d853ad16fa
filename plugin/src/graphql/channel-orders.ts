import { pageOfOrders, type ChannelOrderRow } from "../reads/channels/queries"
import { requireStaff } from "./caller"
import type { Context } from "./context"
import type {
  ChannelOrderResolvers,
  ChannelOrderState,
  QueryChannelOrdersArgs,
  QueryResolvers,
} from "./generated/resolvers"
import { decodeCursor, notACursor, pageSize, toConnection, type Connection } from "./page"

export const channelOrderQueries = {
  channelOrders: (_, args, context) => listOrders(args, context),
} satisfies QueryResolvers

/** An order that a channel took. Staff only, whichever way it is reached. */
export const ChannelOrder: ChannelOrderResolvers<Context, ChannelOrderRow> = {
  __resolveReference: (reference, { identity, load }): Promise<ChannelOrderRow | null> => {
    requireStaff(identity)
    return load.channelOrder.load(reference as { connectionId: string; externalId: string })
  },
  state: ({ state }) => state.toUpperCase() as ChannelOrderState,
  total: ({ totalAmount, currencyCode }) =>
    totalAmount === null || currencyCode === null ? null : { amount: totalAmount, currencyCode },
  tasks: ({ connectionId, externalId }, _, { load }) => load.channelTasks.load({ connectionId, externalId }),
}

async function listOrders(args: QueryChannelOrdersArgs, context: Context): Promise<Connection<ChannelOrderRow>> {
  requireStaff(context.identity)
  const size = pageSize(args.first ?? 20)
  const after = args.after ? placeOf(args.after) : null
  const rows = await pageOfOrders(context.run, {
    limit: size + 1,
    connectionId: args.connectionId ?? null,
    state: args.state?.toLowerCase() ?? null,
    after,
  })
  return toConnection(rows, size, after !== null, ({ place, id }) => [place, id])
}

/** A cursor may have been forged: only microseconds since 1970 go on. */
function placeOf(cursor: string) {
  const [place = "", id = ""] = decodeCursor(cursor, 2)
  if (!/^\d{1,16}$/.test(place) || id.includes("\u0000")) throw notACursor()
  return { place, id }
}
