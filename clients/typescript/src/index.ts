export { createClient, orNull } from "./client.ts";
export type { Answer, Client, Fetch, Item, ListPath, Options, Path, Question, SendPath, Sent, Taken } from "./client.ts";
export { withMemory } from "./memory.ts";
export type { MemoryOptions } from "./memory.ts";
export { Problem } from "./problems.ts";
export type { components, operations, paths } from "./schema.ts";
export * from "./shapes.ts";
