import { ensurePage } from './ensure-page.ts';

// npm run build: for a plain `dapr run -f dapr.yaml`, and for images; npm start does it by itself.
console.log((await ensurePage()) ? 'The page is in web/dist' : 'The page in web/dist is up to date');
