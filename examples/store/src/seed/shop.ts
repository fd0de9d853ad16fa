import { setting } from "../settings"

/** What Shopify knows of the places behind which ours stand. */
const shopPlaces = [
  { name: "Warehouse", address1: "Celsiusweg 32", city: "Venlo", zip: "5928 PR", countryCode: "NL" },
  { name: "Flagship store", address1: "Kompagnistræde 21", city: "København", zip: "1208", countryCode: "DK" },
]

/** The places of the stand-in's shop. Opening them twice changes nothing. */
export async function seedShopPlaces(): Promise<void> {
  for (const place of shopPlaces) {
    const response = await fetch(`${setting("SHOPIFY_URL")}/control/locations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(place),
      signal: AbortSignal.timeout(10_000),
    })
    if (!response.ok) throw new Error(`The Shopify stand-in refused the place ${place.name}: ${await response.text()}`)
  }
}
