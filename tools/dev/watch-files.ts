import { existsSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

/** What is watched in a project, folders with all that they hold. */
const watched = ['services', 'platform', 'contracts', 'web', 'components', 'subscriptions', 'dapr.yaml', 'dapr-config.yaml'];

/** Editors write a file in several steps, and some write a second one beside it first. */
const settleMs = 50;

/**
 * Calls `onChange` with the files that have changed since the last call, relative to the
 * root; the answer ends that.
 */
export const watchFiles = (root: string, onChange: (files: string[]) => void): (() => void) => {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const files = [...changed];
    changed.clear();
    onChange(files);
  };
  const note = (file: string): void => {
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(tell, settleMs);
  };
  const watchers = watched.filter((name) => existsSync(join(root, name))).map((name) => {
    const isFolder = statSync(join(root, name)).isDirectory();
    return watch(join(root, name), { recursive: isFolder }, (_, file) => note(isFolder && file !== null ? join(name, file) : name));
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
};
