"use strict"
// Shopify publishes its Admin schema only behind a login, but ships it inside the npm package @shopify/dev-mcp (ISC).
const { existsSync, readFileSync } = require("node:fs")
const { join } = require("node:path")
const { gunzipSync } = require("node:zlib")
const { buildClientSchema } = require("graphql")

/** Reads the Admin schema of a version, for example "2026-07". Takes about a second. */
function adminSchema(version) {
  return buildClientSchema(introspection(version))
}

/** The access scopes that a type or a field (`Order`, `InventoryItem.inventoryLevels`) needs, in Shopify's own sentences. */
function requiredAccess(version) {
  const access = new Map()
  for (const type of introspection(version).__schema.types) {
    if (type.requiredAccess) access.set(type.name, type.requiredAccess)
    for (const field of type.fields ?? []) {
      if (field.requiredAccess) access.set(`${type.name}.${field.name}`, field.requiredAccess)
    }
  }
  return access
}

function introspection(version) {
  return JSON.parse(gunzipSync(readFileSync(join(dataFolder(), `admin_${version}.json.gz`))).toString("utf8")).data
}

/** The package exports only its server, so its data has to be found beside it. */
function dataFolder() {
  let folder = __dirname
  for (let parent = join(folder, ".."); parent !== folder; folder = parent, parent = join(folder, "..")) {
    const data = join(parent, "node_modules", "@shopify", "dev-mcp", "dist", "data")
    if (existsSync(data)) return data
  }
  throw new Error("Shopify's schema is missing: run `npm install` (it comes with @shopify/dev-mcp).")
}

/** As codegen's own loader: the pointer is `admin-<version>`. */
module.exports = (pointer) => adminSchema(pointer.replace("admin-", ""))
module.exports.adminSchema = adminSchema
module.exports.requiredAccess = requiredAccess
