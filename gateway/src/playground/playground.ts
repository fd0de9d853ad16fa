import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Answer } from "../server/send"
import { pagePolicy, pageStyle, playgroundPage, startScript } from "./page"

/** A playground for people, served beside the endpoint. */
export interface Playground {
  page(): Answer
  /** A file that the page asks for; null when there is none of that name. */
  asset(name: string): Promise<Answer | null>
}

const JAVASCRIPT = "text/javascript; charset=utf-8"
const CSS = "text/css; charset=utf-8"

interface Asset {
  readonly type: string
  readonly read: () => Promise<string | Buffer>
}

/** @param query the operation that the editor holds at first. */
export function createPlayground(query: string): Playground {
  const html = playgroundPage(query)
  const answers = new Map<string, Promise<Answer>>()
  return {
    page: () => ({
      status: 200,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": pagePolicy,
        "referrer-policy": "no-referrer",
        "cache-control": "no-cache",
      },
      body: html,
    }),
    async asset(name) {
      const known = assets.get(name)
      if (!known) return null
      const answer = answers.get(name) ?? load(known)
      answers.set(name, answer)
      answer.catch(() => answers.delete(name))
      return answer
    },
  }
}

/** A file of an installed package; packages are found by their `package.json`, wherever npm has put them. */
const packageFile = (packageJson: string, path: string) => (): Promise<Buffer> =>
  readFile(join(dirname(packageJson), path))

const assets: ReadonlyMap<string, Asset> = new Map([
  ["start.js", { type: JAVASCRIPT, read: async () => startScript }],
  ["page.css", { type: CSS, read: async () => pageStyle }],
  [
    "react.js",
    { type: JAVASCRIPT, read: packageFile(require.resolve("react/package.json"), "umd/react.production.min.js") },
  ],
  [
    "react-dom.js",
    {
      type: JAVASCRIPT,
      read: packageFile(require.resolve("react-dom/package.json"), "umd/react-dom.production.min.js"),
    },
  ],
  ["graphiql.js", { type: JAVASCRIPT, read: packageFile(require.resolve("graphiql/package.json"), "graphiql.min.js") }],
  ["graphiql.css", { type: CSS, read: packageFile(require.resolve("graphiql/package.json"), "graphiql.min.css") }],
])

async function load({ type, read }: Asset): Promise<Answer> {
  const body = await read()
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`
  return { status: 200, headers: { "content-type": type, "cache-control": "public, max-age=3600", etag }, body }
}
