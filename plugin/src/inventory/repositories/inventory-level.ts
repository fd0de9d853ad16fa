// Medusa's loader reads a module's repositories from files beside its index, so core's must stand here too.
export { InventoryLevelRepository } from "@medusajs/inventory/dist/repositories/inventory-level"
