export {};

declare module "@remix-run/server-runtime" {
  // Loaders and actions answer by single fetch (remix.config.js): dates stay dates, in types too.
  interface Future {
    v3_singleFetch: true;
  }
}
