"use strict"
// Shopify publishes its Admin schema only behind a login, but ships it inside the npm package @shopify/dev-mcp (ISC).
const { existsSync, readFileSync } = require("node:fs")
const { join } = require("node:path")
const { gunzipSync } = require("node:zlib")
const { buildClientSchema } = require("graphql")

/** Reads the Admin schema of a version, for example "2026-07". Takes about a second. */
function adminSchema(version) {
  const { data } = JSON.parse(gunzipSync(readFileSync(join(dataFolder(), `admin_${version}.json.gz`))).toString("utf8"))
  return buildClientSchema(data)
}

/** The package exports only its server, so its data has to be found beside it. */
function dataFolder() {
  const candidates = module.paths.map((folder) => join(folder, "@shopify", "dev-mcp", "dist", "data"))
  const found = candidates.find(existsSync)
  if (!found) throw new Error("Shopify's schema is missing: run `npm install` (it comes with @shopify/dev-mcp).")
  return found
}

/** As codegen's own loader: the pointer is `admin-<version>`. */
module.exports = (pointer) => adminSchema(pointer.replace("admin-", ""))
module.exports.adminSchema = adminSchema
