import type { ChargeDependencies } from '../../functions/charges/create.ts';
import { recover } from '../../functions/recovery/recover.ts';
import type { Service } from './service.ts';

/** What a run goes by. @default the service's own, and a minute */
interface Run extends Partial<ChargeDependencies> {
  readonly remainingMs?: number;
}

/** One run of the recovery, on the tables of a service. */
export const runRecovery = (
  { client, world, telemetry, processor, settings }: Service,
  { remainingMs = 60_000, ...over }: Run = {},
) =>
  recover({
    documentClient: client.documentClient,
    world,
    telemetry,
    processor,
    settings,
    tenantClaim: 'sub',
    ...over,
  })({}, { awsRequestId: 'recovery', getRemainingTimeInMillis: () => remainingMs });
