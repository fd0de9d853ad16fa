import { serveAdmin, type AdminOptions } from "./admin/endpoint"
import { serveOAuth, type OAuthOptions } from "./auth/oauth-routes"
import type { BulkFiles } from "./bulk/bulk-files"
import { isExpired } from "./bulk/bulk-records"
import type { Control } from "./control/control"
import { serveControl } from "./control/routes"
import { sendJson } from "./http/answer"
import type { Serve } from "./http/server"
import type { ShopStore } from "./shop/store"
import { serveStorefront } from "./storefront/routes"

interface Parts {
  readonly control: Control
  readonly store: ShopStore
  readonly files: BulkFiles
  readonly oauth: OAuthOptions
  readonly admin: AdminOptions
}

/** Who answers a request. */
export function route({ control, store, files, oauth, admin }: Parts): Serve {
  return async (request, response, url) => {
    const api = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(url.pathname)
    if (api && request.method === "POST") return serveAdmin(request, response, api[1] as string, admin, url)
    if (await serveOAuth(request, response, url, oauth)) return
    if (request.method === "DELETE" && url.pathname === "/admin/api_permissions/current.json") {
      const isIn = oauth.credentials.scopesOf(request.headers["x-shopify-access-token"]) !== null
      if (isIn) control.uninstall()
      return sendJson(response, isIn ? 200 : 401, {})
    }
    const bulk = /^\/bulk\/([0-9a-f-]{36})\.jsonl$/.exec(url.pathname)
    if (bulk) {
      const found = store.bulks.all().find(({ secret }) => secret === bulk[1])
      if (found?.status === "COMPLETED" && !isExpired(found, store.clock.now()))
        return files.serve(request, response, found.secret)
      return sendJson(response, 404, { error: "there is no such result, or it has expired" })
    }
    if (url.pathname === "/health") return sendJson(response, 200, { status: "ok", shop: store.shop.domain })
    if (url.pathname.startsWith("/control/")) return serveControl({ control, store, request, response, url })
    return serveStorefront(store, request, response, url)
  }
}
