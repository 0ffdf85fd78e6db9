// What is folded is printed too.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(fold => { fold.dataset.was = fold.open; fold.open = true; }));
addEventListener("afterprint", () => document.querySelectorAll("details").forEach(fold => { fold.open = fold.dataset.was === "true"; }));
