import { Availability, LocationAvailability, MethodAvailability, variantAvailability } from "./availability"
import { catalogQueries, Product, ProductConnection, ProductVariant } from "./catalog"
import { ChannelOrder, channelOrderQueries } from "./channel-orders"
import { ChannelListing, variantListings } from "./channels"
import { Location, locationQueries } from "./location"
import { movementQueries, StockLevelAsOf, StockMovement } from "./movements"
import { remoteChannelMutations, remoteChannelQueries } from "./remote-channels"
import { DateTime, JSONValue, MinorUnits, Quantity } from "./scalars"

/** Every resolver of the subgraph, by type. A field that is not here is a column of its row. */
export const resolvers = {
  DateTime,
  JSON: JSONValue,
  MinorUnits,
  Quantity,
  Query: { ...catalogQueries, ...locationQueries, ...movementQueries, ...channelOrderQueries, ...remoteChannelQueries },
  Mutation: remoteChannelMutations,
  Product,
  ProductConnection,
  ProductVariant: { ...ProductVariant, ...variantAvailability, ...variantListings },
  Availability,
  LocationAvailability,
  MethodAvailability,
  Location,
  ChannelListing,
  ChannelOrder,
  StockMovement,
  StockLevelAsOf,
}
