import type { StandIn } from "@anyshelf/stand-in-shopify"

/** Asks the stand-in as Shopify's own admin would, past the connector. */
export async function ask<T>(
  standIn: Pick<StandIn, "adminUrl">,
  accessToken: string,
  query: string,
  variables: Record<string, unknown> = {}
): Promise<T> {
  const response = await fetch(standIn.adminUrl, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": accessToken },
    body: JSON.stringify({ query, variables }),
  })
  const answer = (await response.json()) as { data?: T; errors?: unknown }
  if (!answer.data || answer.errors) throw new Error(`The stand-in answers ${JSON.stringify(answer.errors)}.`)
  return answer.data
}
