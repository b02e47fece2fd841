/** The one client of this frontend. */

import { createClient, withMemory } from "union-cms-client";

/** Where the content comes from. */
export const CMS_URL = process.env["CMS_URL"] ?? "http://localhost:8000";
/** Where this frontend stands: for the full addresses that search engines want. */
export const FRONTEND_URL = process.env["FRONTEND_URL"] ?? "http://localhost:4321";

export const api = createClient({ site: CMS_URL, fetch: withMemory() });
