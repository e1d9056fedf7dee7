// Light or dark as it was chosen by the bar's button, here or on the hub's pages (which keep it under this name), else as the system.
{
  const root = document.documentElement, name = "jupyterhub-bs-theme";
  try {
    root.dataset.bsTheme = localStorage.getItem(name) ?? "";
  } catch {
    // A browser that keeps nothing for pages: as the system.
  }
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("dark-theme-toggle").onclick = () => {
      const dark = root.dataset.bsTheme ? root.dataset.bsTheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.bsTheme = dark ? "light" : "dark";
      try {
        localStorage.setItem(name, root.dataset.bsTheme);
      } catch {
        // Until the next page.
      }
    };
  });
}
