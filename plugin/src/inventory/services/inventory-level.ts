// Medusa's loader reads a module's internal services from files beside its index, so core's must stand here too.
export { default } from "@medusajs/inventory/dist/services/inventory-level"
