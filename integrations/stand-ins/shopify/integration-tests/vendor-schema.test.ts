import { isObjectType } from "graphql"
import { apiVersions } from "../src/admin/introspection"
import { mutationRoot } from "../src/admin/mutation-root"
import { queryRoot } from "../src/admin/query-root"
import { vendorSchema } from "../src/admin/vendor-schema"

describe.each(apiVersions)("Shopify's schema %s", (version) => {
  const { schema, keyed, scopes, gidTypes } = vendorSchema(version)

  it("has every operation that the stand-in offers", () => {
    const names = (type: string) => {
      const found = schema.getType(type)
      return isObjectType(found) ? Object.keys(found.getFields()) : []
    }
    expect(names("QueryRoot")).toEqual(expect.arrayContaining(Object.keys(queryRoot)))
    expect(names("Mutation")).toEqual(expect.arrayContaining(Object.keys(mutationRoot)))
  })

  it("demands an idempotency key of sixteen mutations", () => {
    expect([...keyed].sort()).toEqual([
      "inventoryActivate",
      "inventoryAdjustQuantities",
      "inventoryMoveQuantities",
      "inventorySetOnHandQuantities",
      "inventorySetQuantities",
      "inventoryShipmentAddItems",
      "inventoryShipmentCreate",
      "inventoryShipmentCreateInTransit",
      "inventoryShipmentReceive",
      "inventoryTransferCreate",
      "inventoryTransferCreateAsReadyToShip",
      "inventoryTransferDuplicate",
      "inventoryTransferSetItems",
      "locationActivate",
      "locationDeactivate",
      "refundCreate",
    ])
  })

  it("says which scopes and ids are wanted", () => {
    expect(scopes.get("Mutation.inventorySetQuantities")).toEqual(["write_inventory"])
    expect(gidTypes.get("InventoryQuantityInput.locationId")).toEqual(["Location"])
  })
})
