// Streamlit's own faces give way to ours of the same names: of two the browser would fetch both.

(() => {
  const own = document.getElementById("faces").sheet;
  const names = new Set([...own.cssRules].map((rule) => rule.style.fontFamily));
  for (const sheet of document.styleSheets) {
    if (sheet === own) continue;
    for (let i = sheet.cssRules.length - 1; i >= 0; i--) {
      const rule = sheet.cssRules[i];
      if (rule instanceof CSSFontFaceRule && names.has(rule.style.fontFamily)) sheet.deleteRule(i);
    }
  }
})();
