import type { Parcel } from "./command-facts"

/** Whether two lists say the same of how parcels are followed, in whatever order. */
export function sameParcels(some: readonly Parcel[], others: readonly Parcel[]): boolean {
  const written = (parcels: readonly Parcel[]) =>
    parcels.map(({ company, number, url }) => JSON.stringify([company, number, url])).sort()
  return JSON.stringify(written(some)) === JSON.stringify(written(others))
}
