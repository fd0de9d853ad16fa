import type { Config } from "jest"

/** Compiles TypeScript without checking types; `npm run check` checks them. */
const transform: Config["transform"] = {
  "^.+\\.(t|j)sx?$": [
    // `npm run mutants` plants a bug while it is compiled.
    process.env.ANYSHELF_MUTANT ? "<rootDir>/mutants/transform.cjs" : "@swc/jest",
    {
      jsc: {
        parser: { syntax: "typescript", tsx: true, decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: "es2022",
        keepClassNames: true,
      },
      module: { type: "commonjs" },
    },
  ],
}

/** Workspaces are tested from their sources, so that a test never runs yesterday's build. */
const moduleNameMapper: NonNullable<Config["moduleNameMapper"]> = {
  "^@anyshelf/connector-kit/(.*)$": "<rootDir>/integrations/kit/src/$1",
  "^@anyshelf/connector-kit$": "<rootDir>/integrations/kit/src",
  "^@anyshelf/shopify$": "<rootDir>/integrations/shopify/src",
  "^@anyshelf/integrations-server$": "<rootDir>/integrations/server/src",
  "^@anyshelf/stand-in-shopify$": "<rootDir>/integrations/stand-ins/shopify/src",
  "^@anyshelf/gateway$": "<rootDir>/gateway/src",
}

const shared: Config = {
  testEnvironment: "node",
  transform,
  moduleNameMapper,
  modulePathIgnorePatterns: ["<rootDir>/.*/\\.medusa/", "<rootDir>/.*/dist/"],
}

const config: Config = {
  // Of the whole run: jest ignores it inside a project. Booting Medusa takes a while.
  testTimeout: 120_000,
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: [
        "<rootDir>/*/src/**/*.test.ts",
        "<rootDir>/integrations/**/src/**/*.test.ts",
        "<rootDir>/scripts/{lib,codegen}/**/*.test.ts",
        "<rootDir>/bench/**/*.test.ts",
      ],
    },
    {
      ...shared,
      displayName: "integration",
      testMatch: ["<rootDir>/**/integration-tests/**/*.test.ts"],
    },
    {
      ...shared,
      displayName: "journeys",
      testMatch: ["<rootDir>/examples/store/journeys/**/*.test.ts"],
    },
  ],
}

export default config
