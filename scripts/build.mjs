// @ts-check
// `npm run build [libraries|plugin|store …]`: builds what changed since the last time.
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "./lib/build.cjs"
import { explain } from "./lib/setup-error.cjs"
import { createSteps } from "./lib/steps.cjs"

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const only = process.argv.slice(2)

const { step, say } = createSteps()
const logDir = fs.mkdtempSync(path.join(os.tmpdir(), "anyshelf-build-"))
build({ root, logDir, step, ...(only.length > 0 ? { only } : {}) })
  .then((done) => {
    fs.rmSync(logDir, { recursive: true })
    if (done.length === 0) say("·", "Nothing changed since the last build")
  })
  .catch((error) => process.exit(explain(error)))
