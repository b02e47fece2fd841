// Keeps the page of an import fresh while it runs. What is read out changes with the step, not with each number.
(() => {
  const SECONDS = 3;
  const status = document.getElementById("import-status");
  const said = document.getElementById("import-said");

  async function refresh() {
    try {
      const response = await fetch(status.dataset.url, { credentials: "same-origin" });
      if (response.redirected || !response.ok) throw new Error(response.statusText);
      status.innerHTML = await response.text();
    } catch {
      // The server may be starting again: the next attempt tells.
    }
    const shown = status.firstElementChild;
    if (said.textContent !== shown.dataset.said) said.textContent = shown.dataset.said;
    if (shown.dataset.active === "no") window.location.reload();
    else setTimeout(refresh, SECONDS * 1000);
  }

  setTimeout(refresh, SECONDS * 1000);
})();
