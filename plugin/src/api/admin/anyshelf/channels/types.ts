/**
 * What the Channels page reads and sends. Types only, so that the browser bundle may import them. Every path is for staff alone and
 * begins with `/admin/anyshelf/channels`. What is refused has a status of 4xx and `{ type, message }`, whose message says what to do.
 *
 * Connections
 * - `GET /` → `ChannelsAnswer`; cheap enough to be asked every few seconds.
 * - `POST /` `CreateConnectionBody` → `{ connection: ConnectionAnswer }`
 * - `GET /vendors` → `VendorsAnswer`: what can be connected, with a form for each.
 * - `GET /:id` → `{ connection: ConnectionAnswer }`; `POST /:id` `ChangeConnectionBody` → the same; `DELETE /:id` → `RemovedAnswer`
 * - `POST /:id/pause`, `/resume` → `{ connection }`; `POST /:id/refresh` → `RefreshAnswer`: all listings and orders are read again
 * - `POST /:id/test` → `TestAnswer`: reaches the shop once
 * - `POST /:id/install` → `InstallAnswer`: where to send the browser; it comes back to `<admin>/channels?connection=…&install=…`
 * - `GET /:id/samples?from=&to=&bucket_minutes=` → `SamplesAnswer`: figures over time
 * - `GET /:id/places` → `PlacesAnswer`: the channel's places and ours; set with `POST /:id` `{ locations }`
 *
 * Listings
 * - `GET /:id/listings?state=&q=&limit=&after=` → `ListingsAnswer`
 * - `POST /:id/listings/:listing_id/map` `{ variant_id }`, `/unmap`, `/ignore` → `{ listing: ListingAnswer }`
 * - `GET /:id/listings/:listing_id/explain` → `ExplainAnswer`: what we would publish, and why
 * - `GET /:id/listings/csv?state=` → the listings as CSV; `POST /:id/listings/csv?dry_run=true` with CSV as `text/csv` → `BulkMapAnswer`
 * - `GET /:id/products?limit=&after=` → `ListedProductsAnswer`; `POST /:id/products` `ListProductsBody` → `ListProductsAnswer`;
 *   `DELETE /:id/products/:product_id` → `ListProductsAnswer`
 *
 * What needs a person
 * - `GET /:id/poisoned?limit=&after=` → `PoisonedAnswer`; `POST /:id/poisoned/retry` `RetryBody` → `RetriedAnswer`
 * - `GET /:id/commands?state=&limit=&after=` → `CommandsAnswer`; `POST /:id/commands/retry` `RetryBody` → `RetriedAnswer`;
 *   `POST /:id/commands/:command_id/drop` → `{ dropped: boolean }`
 * - `GET /:id/tasks?kind=&limit=&after=` → `TasksAnswer`; `POST /:id/tasks/:task_id/close` → `{ closed: boolean }`
 */
export type * from "./connection-types"
export type * from "./listing-types"
export type * from "./queue-types"
