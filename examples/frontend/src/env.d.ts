declare namespace App {
  /** What the middleware finds out for every page. */
  interface Locals {
    site: import("union-cms-client").Site;
    language: import("union-cms-client").SiteLanguage;
    /** Set by whatever view finds that there is nothing to show; 200 unless told otherwise. */
    status?: number;
  }
}
