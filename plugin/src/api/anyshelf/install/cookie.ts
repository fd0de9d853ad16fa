import type { MedusaRequest } from "@medusajs/framework/http"

/** The name of what a browser keeps while its merchant is at the vendor: one for each connection, so that two attempts do not meet. */
const nameOf = (connectionId: string) => `anyshelf_install_${connectionId}`
const pathOf = (connectionId: string) => `/anyshelf/install/${connectionId}`

/**
 * Gives the browser what it has to show when it comes back. No script reads it, and no other page gets it. `lax`, since the browser
 * comes back by a link from the vendor's site.
 */
export function keepInstallKey(
  request: Pick<MedusaRequest, "headers" | "secure">,
  response: { cookie(name: string, value: string, options: object): unknown },
  { id, key, ttlMs }: { readonly id: string; readonly key: string; readonly ttlMs: number }
): void {
  response.cookie(nameOf(id), key, { ...settings(request, id), maxAge: ttlMs })
}

/** What the browser kept; undefined when it kept nothing. */
export function readInstallKey(request: Pick<MedusaRequest, "headers" | "secure">, id: string): string | undefined {
  const wanted = `${nameOf(id)}=`
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length) || undefined
}

export const forgetInstallKey = (
  request: Pick<MedusaRequest, "headers" | "secure">,
  response: { clearCookie(name: string, options: object): unknown },
  id: string
): void => void response.clearCookie(nameOf(id), settings(request, id))

const settings = (request: Pick<MedusaRequest, "headers" | "secure">, id: string) => ({
  path: pathOf(id),
  httpOnly: true,
  sameSite: "lax" as const,
  secure: request.secure,
})
