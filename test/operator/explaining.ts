import { tell } from '../../operator/explain/explain.ts';
import { gather } from '../../operator/explain/gather.ts';
import type { Service } from '../rig/service.ts';

/** What a service's tables are to the operator's commands. */
export const sourceOf = ({ engine, tables }: Pick<Service, 'engine' | 'tables'>) => ({
  documentClient: engine,
  tables,
});

/** The whole story of an item of `acme`, in one text; `undefined` when there is none. */
export const explained = async (
  service: Service,
  id: string,
  logGroups: readonly string[] = [],
): Promise<string | undefined> => {
  const found = await gather(sourceOf(service), 'acme', id);
  return found && tell(found, logGroups, service.world.clock()).join('\n');
};
