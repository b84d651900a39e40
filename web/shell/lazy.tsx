import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the page that is loaded when it is first shown. */
export const lazy = <Props extends object>(load: () => Promise<ComponentType<Props>>): ((props: Props) => JSX.Element) => {
  let loaded: ComponentType<Props> | null = null;
  return (props) => {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded !== null) return;
      load().then((part) => {
        loaded = part;
        setPart(() => part);
      }, () => setFailed(true));
    }, []);
    if (failed) return <p class="problem" role="alert">This part of the page cannot be loaded. Check the connection and open it again.</p>;
    return Part === null ? <p class="empty" role="status">Loading …</p> : <Part {...props} />;
  };
};
