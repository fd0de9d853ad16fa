// Core's migration under core's name: a fresh database runs it, one that stock Medusa has migrated skips it.
export { Migration20251010131115 } from "@medusajs/inventory/dist/migrations/Migration20251010131115"
