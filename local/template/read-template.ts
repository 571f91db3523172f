import { readStack, UnreadableTemplate } from './cloud-assembly.ts';
import { readCors } from './cors.ts';
import { readEventSources } from './event-sources.ts';
import { readFunction } from './functions.ts';
import type { Template } from './model.ts';
import { localNames } from './references.ts';
import { readAudience, readRoutes, readThrottle } from './routes.ts';
import { readSchedules } from './schedules.ts';
import { readTables } from './tables.ts';

/**
 * Reads everything that a local run serves from what `cdk synth` wrote.
 *
 * @param directory by default `cdk.out`
 * @throws UnreadableTemplate with a sentence about the first thing that cannot be resolved
 */
export const readTemplate = (directory: string): Template => {
  const stack = readStack(directory);
  const names = localNames(stack);
  const routes = readRoutes(stack);
  const schedules = readSchedules(stack);
  const eventSources = readEventSources(stack, names);
  const logicalIds = [
    ...new Set([...routes, ...schedules, ...eventSources].map(({ functionLogicalId }) => functionLogicalId)),
  ];
  const functions = new Map(
    logicalIds.map((logicalId) => [logicalId, readFunction(stack, names, logicalId)]),
  );
  const ids = [...functions.values()].map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new UnreadableTemplate(`Two functions are described as ${twice}.`);
  const withFunctionId = <T extends { readonly functionLogicalId: string }>({
    functionLogicalId,
    ...rest
  }: T) => ({
    ...rest,
    functionId: functions.get(functionLogicalId)?.id ?? functionLogicalId,
  });
  return {
    stackName: stack.name,
    routes: routes.map(withFunctionId),
    schedules: schedules.map(withFunctionId),
    eventSources: eventSources.map(withFunctionId),
    functions: [...functions.values()],
    tables: readTables(stack, names),
    throttle: readThrottle(stack),
    cors: readCors(stack),
    audience: readAudience(stack, names),
  };
};
