import { buildAppImage } from './images.ts';
import { readRelease } from './release.ts';

// npm run k8s:image: where Docker is, `docker build -t <image> .` makes the same from the
// Dockerfile.
const { image } = readRelease();
await buildAppImage(image);
console.log(`${image} is in the cluster`);
