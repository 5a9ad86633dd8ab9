// What this browser tab remembers. Where there is no storage, the example is seen again and a reload loses the drawing.

export function recall(name) {
  try {
    return sessionStorage.getItem(`deltascope.${name}`);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    sessionStorage.setItem(`deltascope.${name}`, value);
  } catch {
    // as above
  }
}
