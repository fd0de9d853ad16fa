/**
 * Who may import whom. A rule's name is the sentence a person reads when it is broken.
 * @type {import("dependency-cruiser").IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one thought in two places: move what both need to a third.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "domain-imports-only-domain",
      comment: "Judgement is pure: what a rule needs to know, the workflow hands to it.",
      severity: "error",
      from: { path: "^plugin/src/domain/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^plugin/src/domain/", "^(node_modules|integrations)/.*"] },
    },
    {
      name: "domain-has-no-libraries",
      comment: "Judgement reads no database, no clock and no framework. A tokeniser for CSV is the one exception.",
      severity: "error",
      from: { path: "^plugin/src/domain/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-peer", "core"], pathNot: ["/csv-parse/", "integrations/kit"] },
    },
    {
      name: "domain-takes-only-words-from-the-kit",
      comment: "The records of the kit are shared vocabulary; its code is not.",
      severity: "error",
      from: { path: "^plugin/src/domain/", pathNot: "\\.test\\.ts$" },
      to: { path: "integrations/kit", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "a-module-knows-no-other",
      comment: "A module is one transaction. Modules meet in a workflow.",
      severity: "error",
      from: { path: "^plugin/src/modules/([^/]+)/" },
      to: { path: "^plugin/src/modules/([^/]+)/", pathNot: "^plugin/src/modules/$1/" },
    },
    {
      name: "memory-does-not-act",
      comment: "Modules and the inventory are called; they do not call workflows, resolvers, routes or the engine.",
      severity: "error",
      from: { path: "^plugin/src/(modules|inventory)/" },
      to: { path: "^plugin/src/(workflows|graphql|api|channels|subscribers|jobs|admin|cli)/" },
    },
    {
      name: "nobody-imports-the-edge",
      comment:
        "Routes, jobs, subscribers, pages and the command line are where Medusa or a person comes in; nothing builds on them.",
      severity: "error",
      from: { path: "^plugin/src/(domain|modules|inventory|workflows|graphql|channels|reads)/" },
      to: { path: "^plugin/src/(api|jobs|subscribers|admin|cli)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "workflows-do-not-speak",
      comment: "A workflow is called by a resolver, never the other way.",
      severity: "error",
      from: { path: "^plugin/src/workflows/" },
      to: { path: "^plugin/src/graphql/" },
    },
    {
      name: "admin-pages-take-types-only",
      comment: "What an Admin page imports is sent to a browser.",
      severity: "error",
      from: { path: "^plugin/src/admin/" },
      to: { path: "^plugin/src/(?!admin/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "a-connector-knows-only-the-kit",
      comment: "Not the plugin, not another connector: anybody could have written it.",
      severity: "error",
      from: { path: "^integrations/(?!kit/|server/|stand-ins/)([^/]+)/src/", pathNot: "\\.test\\.ts$" },
      to: { path: "^(plugin|gateway|examples|integrations)/", pathNot: ["^integrations/$1/", "^integrations/kit/"] },
    },
    {
      name: "the-kit-knows-nobody",
      severity: "error",
      from: { path: "^integrations/kit/" },
      to: { path: "^(plugin|gateway|examples|bench|integrations/(?!kit/))" },
    },
    {
      name: "a-stand-in-is-written-from-the-vendors-schema",
      comment: "Code shared with the connector would make the same mistake on both sides.",
      severity: "error",
      from: { path: "^integrations/stand-ins/" },
      to: { path: "^(plugin|gateway|integrations/(?!stand-ins/))" },
    },
    {
      name: "nothing-real-needs-a-stand-in",
      severity: "error",
      from: {
        path: "^(plugin|gateway|integrations/(?!stand-ins/))",
        pathNot: ["\\.test\\.ts$", "/integration-tests/"],
      },
      to: { path: "^integrations/stand-ins/" },
    },
    {
      name: "the-gateway-knows-its-supergraph-only",
      comment: "Who a caller is, is shared with the subgraphs through the kit.",
      severity: "error",
      from: { path: "^gateway/" },
      to: { path: "^(plugin|examples|integrations)/", pathNot: "^integrations/kit/(src|dist)/subgraph/" },
    },
    {
      name: "workspaces-meet-by-package-name",
      comment: "A relative path into another workspace works here and breaks in the published package.",
      severity: "error",
      from: { path: "^(plugin|gateway|integrations/[^/]+|integrations/stand-ins/[^/]+)/" },
      to: {
        path: "^(plugin|gateway|integrations/[^/]+|integrations/stand-ins/[^/]+)/",
        pathNot: "^$1/",
        dependencyTypes: ["local"],
      },
    },
    {
      name: "code-does-not-need-its-tests",
      severity: "error",
      from: { pathNot: ["\\.test\\.tsx?$", "/integration-tests/", "/journeys/", "^bench/"] },
      to: { path: ["\\.test\\.tsx?$", "/integration-tests/", "/journeys/"] },
    },
    {
      name: "every-import-is-found",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: ["^virtual:", "^@medusajs/", "^@anyshelf/"] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", "/dist/", "\\.medusa/"] },
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "require", "default"] },
  },
}
