/** What both sides have in common. */
export const shopConfig = {
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL ?? "",
    databaseDriverOptions: { ssl: false },
    http: {
      storeCors: "http://localhost",
      adminCors: "http://localhost",
      authCors: "http://localhost",
      jwtSecret: "a jwt secret for benches only",
      cookieSecret: "a cookie secret for benches only",
    },
  },
}
