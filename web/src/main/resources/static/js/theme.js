// Loaded as a blocking script in the head, so that the first paint already has the viewer's theme.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const chosen = () => {
    try {
      return localStorage.getItem('theme') ?? 'auto';
    } catch {
      return 'auto'; // storage may be shut off; the page still works
    }
  };

  const apply = () => {
    const choice = chosen();
    root.dataset.themeChoice = choice;
    root.dataset.bsTheme = choice === 'auto' ? (dark.matches ? 'dark' : 'light') : choice;
    document.dispatchEvent(new CustomEvent('theme'));
  };

  root.classList.add('js');
  apply();
  dark.addEventListener('change', apply);
  addEventListener('storage', apply); // another tab chose

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-theme-set]');
    if (!button) return;
    try {
      localStorage.setItem('theme', button.dataset.themeSet);
    } catch {
      // not remembered, but applied below for this page
    }
    apply();
    for (const other of document.querySelectorAll('[data-theme-set]')) {
      other.setAttribute('aria-pressed', String(other === button));
    }
  });

  document.addEventListener('DOMContentLoaded', () => {
    for (const button of document.querySelectorAll('[data-theme-set]')) {
      button.setAttribute('aria-pressed', String(button.dataset.themeSet === chosen()));
    }
  });
})();
