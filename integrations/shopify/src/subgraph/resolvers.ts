import { Disconnected } from "@anyshelf/connector-kit"
import { GraphQLError } from "graphql"
import type { Resolvers } from "../generated/resolvers"
import type { Context } from "./context"
import { selects } from "./selects"

/** What Shopify alone knows of our listings and of its orders. */
export const resolvers: Resolvers = {
  ChannelListing: {
    // The keys are all there is; whether Shopify knows the listing shows when it is asked.
    __resolveReference: ({ connectionId, externalId }) => ({ connectionId, externalId }),
    shopify: async ({ connectionId, externalId }, _arguments, context, info) => {
      requireStaff(context)
      const key = { connectionId, externalId, withLevels: selects(info, "levels") }
      const listing = await answer(connectionId, () => context.listing(key))
      return listing && { ...listing, levels: [...(listing.levels ?? [])] }
    },
  },
  ChannelOrder: {
    __resolveReference: ({ connectionId, externalId }) => ({ connectionId, externalId }),
    shopify: async ({ connectionId, externalId }, _arguments, context) => {
      requireStaff(context)
      return answer(connectionId, () => context.order({ connectionId, externalId }))
    },
  },
}

/** The gateway checks this, too; a subgraph does not rely on it. */
function requireStaff({ identity }: Context): void {
  if (identity.scopes.includes("staff")) return
  throw new GraphQLError("What Shopify shows is for staff: sign in as a user of the store.", {
    extensions: { code: identity.kind === "anonymous" ? "UNAUTHENTICATED" : "FORBIDDEN" },
  })
}

/** A dead channel is one clear error, on its own fields and on nothing else. */
async function answer<Thing>(connectionId: string, find: () => Promise<Thing>): Promise<Thing> {
  try {
    return await find()
  } catch (cause) {
    const lost = cause instanceof Disconnected
    const advice = lost ? "The connection needs a person: check its token and scopes." : "Try again in a moment."
    throw new GraphQLError(`Shopify does not answer for the connection "${connectionId}". ${advice}`, {
      originalError: cause instanceof Error ? cause : null,
      extensions: { code: "CHANNEL_UNAVAILABLE", subgraph: "shopify", connection: connectionId, retryable: !lost },
    })
  }
}
