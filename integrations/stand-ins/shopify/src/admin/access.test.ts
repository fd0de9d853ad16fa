import { anyOfScopes } from "./access"

describe("Shopify's prose about access", () => {
  it.each([
    ["`read_orders` access scope.", ["read_orders"]],
    ["`read_inventory` access scope or `read_products` access scope.", ["read_inventory", "read_products"]],
    ["`read_a` access scope, `read_b` access scope or `read_c` access scope.", ["read_a", "read_b", "read_c"]],
    ["`write_inventory` access scope. Also: The user must have a permission.", ["write_inventory"]],
  ])("%s names %j", (prose, scopes) => {
    expect(anyOfScopes(prose)).toEqual(scopes)
  })

  it.each([
    "`read_returns` access scope and (`read_orders` access scope or `read_marketplace_orders` access scope).",
    "Any of `locations` or `shipping` access scopes or `manage_delivery_settings` user permission.",
    "",
    null,
  ])("does not guess at %p", (prose) => {
    expect(anyOfScopes(prose)).toBeNull()
  })
})
