import type { ImportGraph } from './imports.ts';

/** What has to be done after some files have changed. */
export interface Affected {
  /** Services that stand on one of them. */
  services: string[];
  /** Whether the page has to be bundled again. */
  page: boolean;
  /** Files that sidecars read at their start only. */
  forSidecars: string[];
}

/** The file that starts a service. */
export const entryOf = (service: string): string => `services/${service}/main.ts`;

const ofSidecars = /^(components|subscriptions)\/|^dapr(-config)?\.yaml$/;
const ofPage = /^(web|contracts)\/(?!dist\/)(?!.*(\/testing\/|\.test\.ts$))/;

/** Migrations are read and not imported. */
const isMigrationOf = (service: string, file: string): boolean => file.startsWith(`services/${service}/migrations/`);

/** What changed files, relative to the root, mean for services and page. */
export const affectedBy = (changed: readonly string[], services: readonly string[], graph: ImportGraph): Affected => {
  const standsOn = (service: string): boolean => {
    const reach = graph.reach(entryOf(service));
    return changed.some((file) => reach.has(file) || isMigrationOf(service, file));
  };
  return {
    services: services.filter(standsOn),
    page: changed.some((file) => ofPage.test(file)),
    forSidecars: changed.filter((file) => ofSidecars.test(file)),
  };
};
