// Dragging a card of a board to another column opens the form of what leads there, as the card's menu does. Nothing moves before it is done.

let dragged;

const columnAt = event => {
  const column = event.target.closest?.('.board-column');
  return dragged && column && column.dataset.state !== dragged.dataset.state ? column : undefined;
};

const mark = column => {
  document.querySelectorAll('.board-column.over').forEach(other => other !== column && other.classList.remove('over'));
  column?.classList.add('over');
};

document.addEventListener('dragstart', event => {
  dragged = event.target.closest?.('.board-card');
  if (!dragged) return;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', dragged.id); // Firefox drags nothing else
  dragged.classList.add('dragged');
});

document.addEventListener('dragover', event => {
  const column = columnAt(event);
  mark(column);
  if (column) event.preventDefault();
});

document.addEventListener('drop', event => {
  const column = columnAt(event);
  if (!column) return;
  event.preventDefault();
  const address = `${dragged.dataset.home}/do/${column.dataset.action}?from=board`;
  htmx.ajax('GET', address, { target: '#dialog-body', select: '#action', swap: 'innerHTML' });
});

document.addEventListener('dragend', () => {
  mark();
  document.querySelectorAll('.board-card.dragged').forEach(card => card.classList.remove('dragged'));
  dragged = undefined;
});
