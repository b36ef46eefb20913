// Shows the next code as soon as there is one, as an app does.
setTimeout(() => location.reload(), Number(document.querySelector('[data-left]').dataset.left) * 1000);
