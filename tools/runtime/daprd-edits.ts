/** One exact replacement in a file of daprd's source. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

const postman = 'pkg/runtime/subscription/postman/http/http.go';

/**
 * An envelope whose `traceparent` or `traceid` is no text ends daprd 1.18.2, and again
 * after each restart at that offset. 1.18.3 has this very change (dapr/dapr,
 * `postman/http`): both edits can go once a version that has it can be built.
 */
const onlyTextIsATrace: Edit[] = ['\t\t', '\t\t\t'].map((indent) => ({
  file: postman,
  find: `\n${indent.slice(1)}if iTraceID != nil {\n${indent}traceID := iTraceID.(string)\n${indent}sc, _ :=`,
  replace: `\n${indent.slice(1)}if traceID, isText := iTraceID.(string); isText {\n${indent}sc, _ :=`,
}));

const withStable = (component: string): Edit => ({
  file: `cmd/daprd/components/${component}.go`,
  find: '//go:build allcomponents\n',
  replace: '//go:build allcomponents || stablecomponents\n',
});

/**
 * Built beside the stable components; the whole set would double the memory of each sidecar.
 * The SQLite name resolver, since mDNS finds the apps of every system on this machine, so
 * that one under test would call those of another; and language models, which the core of
 * daprd can speak to anyway: they add 0.2 MB.
 */
const moreComponents = ['nameresolution_sqlite', 'conversation_openai', 'conversation_ollama'].map(withStable);

/** How the daprd that `npm start` builds differs from its release. */
export const daprdEdits: readonly Edit[] = [...moreComponents, ...onlyTextIsATrace];

/**
 * Replaces a text that must occur exactly once, or throws, because a changed source needs a
 * person's attention.
 */
export const applyEdit = (source: string, { file, find, replace }: Edit): string => {
  const [before, after, ...more] = source.split(find);
  if (after === undefined || more.length > 0) throw new Error(`${file} of daprd has ${after === undefined ? 'no longer' : 'more than once'} what tools/runtime/daprd-edits.ts replaces: ${find.trim()}`);
  return `${before}${replace}${after}`;
};
