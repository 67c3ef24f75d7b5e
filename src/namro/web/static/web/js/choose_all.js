// A box above a column of boxes ticks them all; without this script each is ticked by hand.
document.addEventListener("change", (event) => {
  const form = event.target.dataset && event.target.dataset.chooseAll;
  if (!form) return;
  for (const box of document.getElementById(form).elements) {
    if (box.type === "checkbox" && ["share", "proposal"].includes(box.name)) box.checked = event.target.checked;
  }
});
