"use client";

import { useLayoutEffect, useRef, type RefObject } from "react";

/** Where an element goes that has the focus, the nearest refuge around it gets it: it never falls to the page. */
export function useFocusRefuge<Node extends HTMLElement>(): RefObject<Node | null> {
  const element = useRef<Node>(null);
  useLayoutEffect(() => {
    const node = element.current;
    return () => {
      if (!node?.contains(document.activeElement)) return;
      node.closest<HTMLElement>("[data-focus-refuge]")?.focus();
    };
  }, []);
  return element;
}
