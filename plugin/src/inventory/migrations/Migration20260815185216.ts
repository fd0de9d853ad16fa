// Core's migration under core's name: a fresh database runs it, one that stock Medusa has migrated skips it.
export { Migration20260815185216 } from "@medusajs/inventory/dist/migrations/Migration20260815185216"
