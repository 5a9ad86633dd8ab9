// Bytes as base64, which is how messages from and to the server carry them.

export function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

export const bytesOf = (code) => Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
