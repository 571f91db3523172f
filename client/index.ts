export type { Answer, CallOptions, Waiting } from './call.ts';
export { type Client, type ClientOptions, createClient } from './create-client.ts';
export type { components, operations } from './generated/openapi.ts';
export { type Intent, type IntentStorage, intent } from './intent/intent.ts';
export { IntentRefused } from './intent/refused.ts';
export { NotSent, OutcomeUnknown, Problem, type ProblemCode, type Retry } from './problem.ts';
