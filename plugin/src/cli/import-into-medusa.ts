import { statSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"
import { catalogueSink } from "../workflows/catalog/catalogue-sink"
import { findImportPlace } from "../workflows/catalog/import-place"
import { describeReport } from "./import-report"
import { importProducts } from "./import-products"
import { showProgress } from "./progress"

/** What `anyshelf import products` was asked, handed over in the environment because `medusa exec` keeps flags to itself. */
interface Asked {
  readonly file: string
  readonly salesChannel?: string
  readonly currency?: string
}

/** Runs inside the merchant's app, by `medusa exec`. */
export default async function importIntoMedusa({ container }: ExecArgs): Promise<void> {
  const asked = JSON.parse(process.env["ANYSHELF_IMPORT"] ?? "{}") as Asked
  const place = await findImportPlace(container, asked)
  const report = await importProducts({
    file: asked.file,
    sink: catalogueSink(container, place),
    onProgress: showProgress(statSync(asked.file).size),
  })
  console.log(`\n${describeReport(report)}`)
}
