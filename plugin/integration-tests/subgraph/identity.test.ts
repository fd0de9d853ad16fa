import jwt from "jsonwebtoken"
import { describeSharedApp } from "../support/shared-app"
import { createShop, type Shop } from "../support/shop"

const jwtSecret = "a jwt secret for tests only"
const nobody = { kind: "anonymous", actorId: null, scopes: [] }

/** A token as Medusa's sign-in gives it. */
const token = (actorType: string, claims: object = {}, secret = jwtSecret) =>
  `Bearer ${jwt.sign({ actor_id: `${actorType}_1`, actor_type: actorType, auth_identity_id: "authid_1", ...claims }, secret)}`

describeSharedApp("identity", ({ api, getContainer }) => {
  let shop: Shop

  beforeAll(async () => {
    shop = await createShop(getContainer())
  })

  const whoIs = async (authorization?: string) => {
    const headers = authorization ? { authorization } : {}
    return api.get("/anyshelf/identity", { headers })
  }

  it("takes a caller without credentials for nobody, and lets no one keep the answer", async () => {
    const { data, headers } = await whoIs()
    expect(data).toEqual(nobody)
    expect(headers["cache-control"]).toBe("no-store")
  })

  it("takes an admin for staff", async () => {
    expect((await whoIs(token("user"))).data).toEqual({ kind: "staff", actorId: "user_1", scopes: ["staff"] })
  })

  it("takes a customer for a customer, with no rights", async () => {
    expect((await whoIs(token("customer"))).data).toEqual({ kind: "customer", actorId: "customer_1", scopes: [] })
  })

  it.each([
    ["as it is", (key: string) => key],
    ["in base64, as a user name", (key: string) => Buffer.from(`${key}:`).toString("base64")],
  ])("takes a secret API key for staff when it is sent %s", async (_, write) => {
    const { data } = await whoIs(`Basic ${write(shop.secretKey)}`)
    expect(data).toMatchObject({ kind: "staff", scopes: ["staff"] })
    expect(data.actorId).toMatch(/^apk_/)
  })

  it.each([
    ["signed with another secret", () => token("user", {}, "another secret")],
    ["that ended", () => token("user", { exp: 1 })],
    ["of an unknown kind of actor", () => token("robot")],
    ["that nobody issued", () => "Bearer nonsense"],
    ["that is a publishable key", () => `Basic ${shop.publishableKey}`],
    ["that is an unknown secret key", () => "Basic sk_unknown"],
  ])("takes a caller for nobody with a credential %s", async (_, authorization) => {
    expect((await whoIs(authorization())).data).toEqual(nobody)
  })

  it("refuses an admin who has not shown the second factor", async () => {
    const { status } = await whoIs(token("user", { mfa_enabled: true, mfa_challenge_completed_at: null }))
    expect(status).toBe(401)
  })
})
