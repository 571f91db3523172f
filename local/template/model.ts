import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** What a local run needs of the synthesized template: nothing here is stated a second time in `local/`. */
export interface Template {
  readonly stackName: string;
  readonly routes: readonly Route[];
  readonly functions: readonly LambdaFunction[];
  readonly tables: readonly Table[];
  readonly schedules: readonly Schedule[];
  readonly eventSources: readonly EventSource[];
  /** Over all routes. @default - the account's own limits, which nobody meets locally */
  readonly throttle: Throttle | undefined;
  /** @default - a page of another origin sees nothing */
  readonly cors: Cors | undefined;
  /** `aud` or `client_id` of a token must be one of these, as API Gateway checks it. */
  readonly audience: readonly string[];
}

export interface Route {
  /** `GET /charges/{id}`, or `$default`. */
  readonly key: string;
  /** `ANY` for every method. */
  readonly method: string;
  readonly path: string;
  readonly functionId: string;
  /** A token needs one of them. Without an authorizer there are none. */
  readonly scopes: readonly string[];
  readonly hasAuthorizer: boolean;
  readonly integrationTimeoutMs: number;
}

/** A function that runs by the clock. */
export interface Schedule {
  readonly functionId: string;
  readonly everyMs: number;
}

/** A table's stream that calls a function, with the settings of its event source mapping. */
export interface EventSource {
  readonly functionId: string;
  readonly tableName: string;
  readonly startsAt: 'TRIM_HORIZON' | 'LATEST';
  /** Filter patterns: a record that matches one of them is sent; without any, all are. */
  readonly patterns: readonly unknown[];
  readonly batchSize: number;
  /** How long to wait for a batch to fill. */
  readonly windowMs: number;
  /** Batches of one shard at once; an item's records are always in the same one. */
  readonly lanes: number;
  /** Whether a batch whose call failed is tried again in halves. */
  readonly bisects: boolean;
  /** Whether the function's answer says which records failed. */
  readonly reportsItems: boolean;
  /** `Infinity`: as often as it takes. */
  readonly retriesMax: number;
  /** `Infinity`: as long as the stream keeps a record. */
  readonly ageMaxMs: number;
  /** The queue that is told of what was given up. @default - nobody is */
  readonly deadLetters: string | undefined;
}

export interface Throttle {
  readonly ratePerS: number;
  readonly burst: number;
}

/** Exact origins only: a pattern such as `*` is not known here. */
export interface Cors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeS: number | undefined;
}

export interface LambdaFunction {
  /** The operation that it is, such as `charges.create`. */
  readonly id: string;
  /** The file that esbuild made. */
  readonly bundlePath: string;
  /** The name that the bundle exports. */
  readonly exportName: string;
  readonly timeoutS: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Table {
  readonly name: string;
  readonly definition: CreateTableCommandInput;
  readonly ttlAttribute: string | undefined;
}
