import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiError, errorText, get } from '../api.ts';

/** What was read, or why it could not be. */
export interface ReadState<T> {
  value: T | null;
  problem: string;
  /** The server does not have it. */
  isMissing: boolean;
  again(): Promise<void>;
  set(value: T): void;
}

/** Reads something when it is first shown. */
export const useRead = <T>(path: string): ReadState<T> => {
  const [state, setState] = useState<{ value: T | null; problem: string; isMissing: boolean }>({ value: null, problem: '', isMissing: false });
  const set = (value: T): void => setState({ value, problem: '', isMissing: false });
  const again = useCallback(async () => {
    await get<T>(path).then(set, (error: unknown) => {
      const isMissing = error instanceof ApiError && error.status === 404;
      setState((before) => ({ ...before, isMissing, problem: isMissing ? '' : errorText(error) }));
    });
  }, [path]);
  useEffect(() => void again(), [again]);
  return { ...state, again, set };
};
