/** The smallest app that has Anyshelf: the one line that the README shows. */
export const medusaConfig = `
const { defineConfig } = require("@medusajs/framework/utils")
const { withAnyshelf } = require("@anyshelf/plugin")

const local = "http://localhost"
module.exports = withAnyshelf(
  defineConfig({
    admin: { disable: true },
    projectConfig: {
      databaseUrl: process.env.DATABASE_URL,
      http: { storeCors: local, adminCors: local, authCors: local, jwtSecret: "fresh", cookieSecret: "fresh" },
    },
  }),
  { gatewaySecret: "a fresh secret of more than 32 characters" }
)
`

/**
 * Asks the app's own Inventory Module for six units of an article of which there are four, in two lines of one call: stock
 * Medusa accepts that (its issue 16502).
 */
export const oversellScript = `
module.exports.default = async ({ container }) => {
  const inventory = container.resolve("inventory")
  const locations = container.resolve("stock_location")
  const place = await locations.createStockLocations({ name: "Shelf" })
  const item = await inventory.createInventoryItems({ sku: "FOUR" })
  const at = { inventory_item_id: item.id, location_id: place.id }
  await inventory.createInventoryLevels([{ ...at, stocked_quantity: 4 }])
  const outcome = await inventory
    .createReservationItems([{ ...at, quantity: 3 }, { ...at, quantity: 3 }])
    .then(() => "accepted", (error) => "refused: " + error.message)
  const free = await inventory.retrieveAvailableQuantity(item.id, [place.id])
  console.log("OUTCOME " + JSON.stringify({ outcome, free: Number(free) }))
}
`
