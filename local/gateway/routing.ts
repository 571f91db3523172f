import type { Route } from '../template/model.ts';

export interface Match {
  readonly route: Route;
  /** Percent-decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

const segmentsOf = (path: string): string[] => path.split('/').slice(1);

const parameterName = (segment: string): string | undefined => /^\{([^}+]+)\+?\}$/.exec(segment)?.[1];
const isGreedy = (segment: string): boolean => segment.endsWith('+}');

/** Literal before parameter before the rest of the path, segment by segment; an exact method before `ANY`. */
const specificity = ({ key, method, path }: Route): string => {
  const rank = (segment: string): string =>
    parameterName(segment) === undefined ? '0' : isGreedy(segment) ? '2' : '1';
  const segments = segmentsOf(path).map(rank).join('');
  return `${key === '$default' ? 1 : 0}${segments.padEnd(64, '3')}${method === 'ANY' ? 1 : 0}`;
};

const parametersOf = (path: string, segments: readonly string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  const wanted = segmentsOf(path);
  for (const [index, segment] of wanted.entries()) {
    const name = parameterName(segment);
    const actual = segments[index];
    if (actual === undefined) return undefined;
    if (name === undefined) {
      if (segment !== decodeURIComponent(actual)) return undefined;
    } else if (isGreedy(segment)) {
      parameters[name] = segments.slice(index).map(decodeURIComponent).join('/');
      return parameters;
    } else {
      if (actual === '') return undefined;
      parameters[name] = decodeURIComponent(actual);
    }
  }
  return wanted.length === segments.length ? parameters : undefined;
};

/**
 * Finds the route of a request as an HTTP API does: the most specific that fits path and method. A path that only other
 * methods know is as unknown as any other.
 *
 * @throws URIError when the path is not valid percent-encoding
 */
export const createRouter = (
  routes: readonly Route[],
): ((method: string, path: string) => Match | undefined) => {
  const ordered = routes
    .map((route) => ({ route, order: specificity(route) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ route }) => route);
  return (method, path) => {
    const segments = segmentsOf(path);
    for (const route of ordered) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const pathParameters = parametersOf(route.path, segments);
      if (pathParameters !== undefined) return { route, pathParameters };
    }
    return undefined;
  };
};
