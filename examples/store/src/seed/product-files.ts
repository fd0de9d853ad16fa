import fs from "node:fs"
import path from "node:path"
import { setting } from "../settings"

/**
 * The product files to load: our own small catalogue, and Shopify's published exports where they lie beside the repository
 * (`ANYSHELF_SHARED`).
 */
export function productFiles(): string[] {
  const own = path.join(setting("ANYSHELF_REPOSITORY"), "examples", "store", "data", "catalogue.csv")
  const shared = process.env.ANYSHELF_SHARED
  return [own, ...(shared ? csvFilesIn(path.join(shared, "data", "products")) : [])]
}

function csvFilesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".csv"))
  return files.sort().map((name) => path.join(folder, name))
}
