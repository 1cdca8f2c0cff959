// Mounts the business's console; the page's nonce goes to the style elements that Fluent adds.

import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

const root = document.getElementById('console');
if (!root) throw new Error('The page has no element "console". Serve it with its own index.html.');

const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

createRoot(root).render(
  <RendererProvider renderer={renderer} targetDocument={document}>
    <App />
  </RendererProvider>,
);
