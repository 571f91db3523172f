import type { Sample } from '../samples/index.ts';
import { type Html, html, type Piece } from './html.ts';

const sample = ({ lang, label, source }: Sample): Html => html`<figure>
<figcaption>${label}</figcaption>
<pre class="sample" data-lang="${lang}"><code>${source}</code></pre>
</figure>`;

export const samples = (all: readonly Sample[]): Piece => all.map(sample);
