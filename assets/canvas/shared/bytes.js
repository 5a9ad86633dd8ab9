// Bytes on their way: as base64, as which messages from and to the server carry them, and as a header and numbers.

export function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

export const bytesOf = (code) => Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));

// The inverse of `pack` in wire.py.
export function unpack(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { header, values: new Float32Array(bytes.slice(4 + length).buffer) };
}
