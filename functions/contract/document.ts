import contract from '../../docs/openapi.json' with { type: 'json' };
import type { Telemetry } from '../shared/telemetry.ts';
import { openLambda, openRoute } from './open-route.ts';

const body = JSON.stringify(contract);

/** `GET /openapi.json`: the contract, the one that this deployment was built with. */
export const getDocument = (telemetry: Telemetry) =>
  openRoute(telemetry, 'contract.document', () => ({ kind: 'page', contentType: 'application/json', body }));

export const handler = openLambda(getDocument);
