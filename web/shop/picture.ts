// A drawn picture for a product of the demo shop: a silhouette by category, a colour by name. No photograph is needed or claimed.

const SVG = 'http://www.w3.org/2000/svg';

/** By the first word that is found in the category or the name; drawn in a box of 120 by 80. */
const SILHOUETTES: readonly { readonly words: RegExp; readonly path: string }[] = [
  { words: /lamp|light|lantern/i, path: 'M48 18h24l10 24H38zM58 42h4v22h10v4H48v-4h10z' },
  { words: /rug|mat|carpet/i, path: 'M28 26h64v32H28zM24 28h2v28h-2zM94 28h2v28h-2z' },
  { words: /cushion|throw|pillow|blanket/i, path: 'M36 26q24 6 48 0q-5 16 0 32q-24-6-48 0q5-16 0-32z' },
  { words: /chair|stool|bench|sofa/i, path: 'M44 14h6v28h24v-4h6v28h-5V50H49v18h-5z' },
  { words: /table|desk/i, path: 'M28 32h64v6h-6v30h-5V38H39v30h-5V38h-6z' },
  { words: /stor|shelf|basket|box/i, path: 'M36 16h48v50H36zm4 4v10h40V20zm0 14v12h40V34zm0 16v12h40V50z' },
  { words: /kitchen|pan|pot|cup|mug|bowl/i, path: 'M34 34h52v8q0 22-26 22t-26-22zM88 36h12v5H88z' },
  {
    words: /garden|plant|pot/i,
    path: 'M46 46h28l-4 22H50zM60 44Q40 36 42 16q18 4 18 28q0-20 16-24q4 18-16 24z',
  },
  { words: /camp|tent|outdoor|hik/i, path: 'M60 16l34 50H66l-6-14-6 14H26z' },
  { words: /bed|linen|duvet/i, path: 'M26 22h5v20h58q6 0 6 6v16h-5v-8H31v8h-5zM35 32h16v8H35z' },
];
const VASE = 'M52 14h16v8q10 8 10 22q0 16-8 22H50q-8-6-8-22q0-14 10-22z';

/** A number that is the same for the same name. */
const hash = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

export function pictureOf(product: { readonly name: string; readonly category: string }): SVGElement {
  const text = `${product.category} ${product.name}`;
  const hue = hash(product.name) % 360;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 120 80');
  svg.setAttribute('aria-hidden', 'true');
  const ground = document.createElementNS(SVG, 'rect');
  ground.setAttribute('width', '120');
  ground.setAttribute('height', '80');
  ground.setAttribute('fill', `hsl(${hue} 26% 86%)`);
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', SILHOUETTES.find(({ words }) => words.test(text))?.path ?? VASE);
  shape.setAttribute('fill', `hsl(${hue} 24% 42%)`);
  shape.setAttribute('fill-rule', 'evenodd');
  svg.append(ground, shape);
  return svg;
}
