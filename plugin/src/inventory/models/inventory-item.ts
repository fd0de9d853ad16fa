// Medusa's loader reads a module's models from files beside its index, so core's must stand here too.
export { default } from "@medusajs/inventory/dist/models/inventory-item"
