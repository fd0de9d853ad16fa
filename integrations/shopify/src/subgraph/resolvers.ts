import { Disconnected } from "@anyshelf/connector-kit"
import { GraphQLError } from "graphql"
import type { Resolvers } from "../generated/resolvers"
import type { Context } from "./context"
import type { LiveListingKey } from "./live-listing"
import { selects } from "./selects"

/** What Shopify alone knows of our listings. */
export const resolvers: Resolvers = {
  ChannelListing: {
    // The keys are all there is; whether Shopify knows the listing shows when it is asked.
    __resolveReference: ({ connectionId, externalId }) => ({ connectionId, externalId }),
    shopify: async ({ connectionId, externalId }, _arguments, context, info) => {
      requireStaff(context)
      return find(context, { connectionId, externalId, withLevels: selects(info, "levels") })
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

async function find(context: Context, key: LiveListingKey) {
  try {
    const listing = await context.listing(key)
    return listing && { ...listing, levels: [...(listing.levels ?? [])] }
  } catch (cause) {
    const lost = cause instanceof Disconnected
    const advice = lost ? "The connection needs a person: check its token and scopes." : "Try again in a moment."
    throw new GraphQLError(`Shopify does not answer for the connection "${key.connectionId}". ${advice}`, {
      originalError: cause instanceof Error ? cause : null,
      extensions: { code: "CHANNEL_UNAVAILABLE", subgraph: "shopify", connection: key.connectionId, retryable: !lost },
    })
  }
}
