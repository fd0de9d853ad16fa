/** The laws subscribe webhooks to addresses such as this one. */
const AWAY = "https://"

/**
 * The stand-in sends to this machine only, and refuses every other address. So addresses out there stand for paths on the inbox,
 * on the way out and on the way back: what the connector says and sees is what it would be.
 */
export function fetchAtHome(inboxUrl: string): typeof fetch {
  const home = `${inboxUrl}away/`
  return async (input, init) => {
    const body = typeof init?.body === "string" ? init.body.replaceAll(`"uri":"${AWAY}`, `"uri":"${home}`) : init?.body
    const response = await fetch(input, { ...init, ...(body !== undefined && { body }) })
    if (!response.headers.get("content-type")?.includes("json")) return response
    const text = (await response.text()).replaceAll(home, AWAY)
    return new Response(text, { status: response.status, headers: response.headers })
  }
}
