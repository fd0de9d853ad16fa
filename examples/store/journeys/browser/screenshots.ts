import { mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { Page } from "playwright-core"

/** Where the pictures go: ANYSHELF_ARTIFACTS, else a folder of the system's temporary ones. */
const folder = process.env.ANYSHELF_ARTIFACTS ?? path.join(tmpdir(), "anyshelf-screenshots")

/** Takes a picture of what is on screen, for a person to look at. Returns its file. */
export async function takePicture(page: Page, name: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name}.png`)
  await page.screenshot({ path: file, animations: "disabled" })
  return file
}
