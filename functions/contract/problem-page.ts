import { PROBLEMS, type ProblemCode, problem } from '../http/problem.ts';
import type { Telemetry } from '../shared/telemetry.ts';
import { openLambda, openRoute, type Page } from './open-route.ts';
import { prefersJson } from './prefers-json.ts';
import { PROBLEM_GUIDE } from './problem-guide.ts';
import { CONTENT_SECURITY_POLICY, toHtml } from './problem-html.ts';

/** A problem explained: its row of the table, and what that means. */
export const explain = (code: ProblemCode) => ({ code, ...PROBLEMS[code], ...PROBLEM_GUIDE[code] });

export type Explanation = ReturnType<typeof explain>;

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** The same address has two forms: a cache must keep them apart. */
const VARY = { vary: 'accept' };

const jsonPage = (explanation: Explanation): Page => ({
  kind: 'page',
  contentType: 'application/json',
  headers: VARY,
  body: JSON.stringify(explanation),
});

const htmlPage = (explanation: Explanation): Page => ({
  kind: 'page',
  contentType: 'text/html; charset=utf-8',
  headers: { ...VARY, 'content-security-policy': CONTENT_SECURITY_POLICY },
  body: toHtml(explanation),
});

/** `GET /problems/{code}`: what a problem's `type` leads to. A page for people, or JSON for who asks for it. */
export const getProblemPage = (telemetry: Telemetry) =>
  openRoute(telemetry, 'contract.problem-page', ({ headers, pathParameters }) => {
    const code = pathParameters?.code ?? '';
    if (!isProblemCode(code)) return problem('not-found', 'There is no problem with this code.');
    return prefersJson(headers.accept) ? jsonPage(explain(code)) : htmlPage(explain(code));
  });

export const handler = openLambda(getProblemPage);
