// Core's migration under core's name: a fresh database runs it, one that stock Medusa has migrated skips it.
export { Migration20241213063611 } from "@medusajs/inventory/dist/migrations/Migration20241213063611"
