import { describe, expect, it } from '@jest/globals';
import { operationsOf, type Schema } from '../../../local/contract-page/document.ts';
import { html } from '../../../local/contract-page/render/html.ts';
import { page } from '../../../local/contract-page/render/page.ts';
import { prose } from '../../../local/contract-page/render/prose.ts';
import { KEYWORDS, typeOf } from '../../../local/contract-page/render/schema.ts';
import { DOCUMENT, withInner } from './document.ts';

const PAGE = page(DOCUMENT, 'http://localhost:3000');

const shown = (text: string): string => html`${text}`.markup;

describe('the contract as a page', () => {
  it('has each operation, with its method, its path and all its answers', () => {
    for (const { operationId, method, path, responses } of operationsOf(DOCUMENT)) {
      const [, article = ''] = PAGE.split(`<article id="${operationId.replaceAll('.', '-')}"`);
      const [own = ''] = article.split('</article>');
      expect(own).toContain(`<b>${method}</b> ${path}`);
      for (const status of Object.keys(responses)) expect(own).toContain(`<strong>${status}</strong>`);
    }
  });

  it('has each schema with its members, and each problem with what to do', () => {
    for (const [name, { properties = {} }] of Object.entries(DOCUMENT.components.schemas)) {
      const [, section = ''] = PAGE.split(`<section id="schema-${name}"`);
      const [own = ''] = section.split('</section>');
      for (const member of Object.keys(properties as Schema)) expect(own).toContain(`<code>${member}</code>`);
    }
    for (const [code, { description }] of Object.entries(DOCUMENT.components.examples)) {
      const [, item = ''] = PAGE.split(`<li id="problem-${code}"`);
      expect(item.split('</li>')[0]).toContain(shown(description));
    }
  });

  it('leads nowhere that is not on it, or served beside it', () => {
    const targets = [...PAGE.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);
    const places = new Set([...PAGE.matchAll(/id="([^"]*)"/g)].map(([, id]) => `#${id}`));

    expect(targets.filter((target) => target.startsWith('#') && !places.has(target))).toEqual([]);
    expect(new Set(targets.filter((target) => !target.startsWith('#')))).toEqual(
      new Set(['data:,', '/', '/openapi.json']),
    );
  });

  it('knows every keyword of the schemas', () => {
    const keywords = Object.values(DOCUMENT.components.schemas).flatMap(withInner).flatMap(Object.keys);

    expect([...new Set(keywords)].filter((keyword) => !KEYWORDS.has(keyword))).toEqual([]);
  });

  it('knows all the Markdown that the contract is written in', () => {
    const texts = JSON.stringify(DOCUMENT).match(/"description":"(?:[^"\\]|\\.)*"/g) ?? [];
    const markdown = texts.map((text) => JSON.parse(`{${text}}`).description as string);
    const others = /\*\*|^\s*(?:#{1,6}(?! |#)|# |#{3,}|\d+\. |\* |> |\|)|\]\(|```/m;

    expect(markdown.length).toBeGreaterThan(100);
    expect(markdown.filter((text) => others.test(text.replaceAll(/`[^`]*`/g, '')))).toEqual([]);
  });
});

describe('text', () => {
  it('is never markup', () => {
    const text = `<script>alert("1" & '2')</script>`;

    expect(html`<p title="${text}">${[text, undefined, 1]}</p>`.markup).not.toMatch(/<script|="[^"]*"[^>]/);
    const title = { ...DOCUMENT, info: { ...DOCUMENT.info, title: text } };
    expect(page(title, 'http://localhost:3000')).not.toContain('<script');
  });

  it('is paragraphs, headings, lists and code', () => {
    const showCode = (code: string) => html`<i>${code}</i>`;
    const markdown = 'One `a` two.\n\n## Three\n\n- four\n- `b` < c';

    expect(html`${prose(markdown, showCode)}`.markup).toBe(
      '<p>One <i>a</i> two.</p><h2>Three</h2><ul><li>four</li><li><i>b</i> &lt; c</li></ul>',
    );
  });
});

describe('a type in words', () => {
  it.each<[Schema, string]>([
    [{ type: 'integer', minimum: 1, maximum: 20 }, 'integer, 1 to 20'],
    [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, 'integer, 0 or more'],
    [{ type: 'string', maxLength: 500, default: null }, 'string, at most 500 characters, null when left out'],
    [{ type: ['string', 'null'], pattern: '^a$' }, 'string or null, matches ^a$'],
    [{ type: 'string', format: 'email', pattern: '^.+$' }, 'string, format email'],
    [{ enum: ['a', 'b'] }, '"a" or "b"'],
    [{ type: 'string', const: 'charge' }, '"charge"'],
    [{ $ref: '#/components/schemas/Charge' }, 'Charge'],
    [
      { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, maxItems: 9 },
      'array of string, 1 or more characters, 1 to 9 items',
    ],
    [
      { anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }], default: null },
      'string, at most 9 characters, or null; null when left out',
    ],
    [
      {
        type: 'object',
        maxProperties: 20,
        propertyNames: { minLength: 1, maxLength: 40 },
        additionalProperties: { type: 'string', maxLength: 9 },
      },
      'object, at most 20 members, 1 to 40 characters a name, each a string, at most 9 characters',
    ],
  ])('%j', (schema, words) => {
    const { markup } = html`${typeOf(schema)}`;
    expect(markup.replaceAll(/<[^>]*>/g, '').replaceAll('&quot;', '"')).toBe(words);
  });
});
