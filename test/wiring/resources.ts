import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A Dapr resource as its YAML has it. */
export interface Resource {
  file: string;
  kind: string;
  metadata: { name: string };
  spec: Record<string, unknown>;
  scopes?: string[];
}

/** A declarative subscription, v2alpha1. */
export interface Subscription extends Resource {
  spec: {
    pubsubname: string;
    topic: string;
    metadata?: Record<string, string>;
    routes: { rules?: { match: string; path: string }[]; default?: string };
    deadLetterTopic?: string;
    bulkSubscribe?: { enabled: boolean; maxMessagesCount: number; maxAwaitDurationMs: number };
  };
}

const root = new URL('../../', import.meta.url).pathname;

/** All resources in a folder, each with the file that it stands in. */
export const readResources = (folder: string): Resource[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(root, folder, file), 'utf8')).map(
        (document) => ({ file: `${folder}/${file}`, ...(document.toJS() as Omit<Resource, 'file'>) }),
      ),
    );

/** The apps of dapr.yaml. */
export interface App {
  appID: string;
  appPort: number;
  daprHTTPPort: number;
  command: string[];
}

/** What `dapr run -f` starts. */
export const readApps = (): App[] =>
  (parseAllDocuments(readFileSync(join(root, 'dapr.yaml'), 'utf8'))[0]!.toJS() as { apps: App[] }).apps;

/** The value of a component's metadata field. */
export const metadataOf = (component: Resource, name: string): string | undefined =>
  (component.spec['metadata'] as { name: string; value?: string }[]).find((entry) => entry.name === name)?.value;

/** A scopes text such as `a=x,y;b=z` as app -> topics. */
export const parseScopes = (text: string | undefined): Map<string, string[]> =>
  new Map(
    (text ?? '')
      .split(';')
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const [app, topics = ''] = part.split('=');
        return [app!.trim(), topics.split(',').map((topic) => topic.trim()).filter(Boolean)];
      }),
  );

/** The clock routes in a service's code, each as what `addClockRoute` is given for its name. */
export const readClocks = (): { app: string; name: string }[] =>
  readdirSync(join(root, 'services'), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) =>
      [...readFileSync(join(root, 'services', path), 'utf8').matchAll(/\baddClockRoute\(\s*\w+,\s*([^,]+),/g)].map((call) => ({
        app: path.split('/')[0]!,
        name: /^'([\w-]+)'$/.exec(call[1]!)?.[1] ?? `unreadable in ${path}: ${call[1]}`,
      })),
    );
