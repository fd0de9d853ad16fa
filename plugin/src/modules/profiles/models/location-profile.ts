import { model } from "@medusajs/framework/utils"

/** What a shopper wants to know of a stock location and Medusa does not keep. One for each location, at most. */
const LocationProfile = model
  .define("anyshelf_location_profile", {
    id: model.id({ prefix: "anyprof" }).primaryKey(),
    stock_location_id: model.text(),
    kind: model.enum(["STORE", "WAREHOUSE"]),
    // `real` keeps seven digits: within two metres anywhere on earth.
    latitude: model.float().nullable(),
    longitude: model.float().nullable(),
    time_zone: model.text().nullable(),
    opening_hours: model.json().nullable(),
  })
  .indexes([{ on: ["stock_location_id"], unique: true, where: "deleted_at IS NULL" }])

export default LocationProfile
