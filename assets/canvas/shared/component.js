// The function that Streamlit calls, again at every change of data, theme or fragment, and with the same root: one
// object lives per root, and each call hands it the newest data and the newest way to send. The registry has a name
// because it outlives the script, which Streamlit may load again while the object is on the page.

export function onePerRoot(registry, make) {
  const objects = (globalThis[registry] ??= new WeakMap());
  return (component) => {
    const root = component.parentElement;
    if (!objects.has(root)) objects.set(root, make(root));
    const object = objects.get(root);
    object.update(component);
    // Cleanup may be called for a superseded call while the object is still on the page.
    return () => {
      if ((root.host ?? root).isConnected) return;
      object.destroy();
      objects.delete(root);
    };
  };
}
