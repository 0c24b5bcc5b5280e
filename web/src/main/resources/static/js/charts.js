// Draws charts from the tables that stand in the page: the table is the data and the alternative for readers without sight or script.

const style = () => getComputedStyle(document.documentElement);
const color = name => style().getPropertyValue(`--tblr-${name}`).trim();
const number = cell => Number(cell.dataset.value ?? cell.textContent.replace(/[^\d.-]/g, ''));
const drawn = new Map();

const read = table => ({
  series: [...table.tHead.rows[0].cells].slice(1).map(head => ({
    name: head.textContent.trim(),
    color: color(head.dataset.color ?? 'primary'),
  })),
  rows: [...table.tBodies[0].rows].map(row => ({
    label: row.dataset.label ?? row.cells[0].textContent.trim(),
    color: row.dataset.color ? color(row.dataset.color) : undefined,
    values: [...row.cells].slice(1).map(number),
  })),
});

const common = height => ({
  height,
  width: '100%',
  fontFamily: 'inherit',
  background: 'transparent',
  foreColor: color('secondary'),
  toolbar: { show: false },
  redrawOnParentResize: false, // it would draw once more in a part of the page that is being taken away
  redrawOnWindowResize: false,
  zoom: { enabled: false },
  animations: { enabled: false }, // a live part is drawn anew at each change
});

const axes = (rows, dark, width) => ({
  theme: { mode: dark ? 'dark' : 'light' },
  grid: { strokeDashArray: 4, borderColor: color('border-color'), padding: { top: -12, right: 4, left: 4, bottom: -4 } },
  dataLabels: { enabled: false },
  xaxis: {
    categories: rows.map(row => row.label),
    tickAmount: Math.max(1, Math.min(rows.length - 1, Math.floor(width / 95))),
    labels: { rotate: 0, hideOverlappingLabels: true, style: { fontSize: '12px' } },
    axisBorder: { show: false },
    axisTicks: { show: false },
    tooltip: { enabled: false },
  },
  yaxis: { min: 0, forceNiceScale: true, labels: { style: { fontSize: '12px' }, formatter: value => value === null ? '' : Math.round(value).toLocaleString() } },
  legend: { position: 'top', horizontalAlign: 'left', fontSize: '13px', labels: { colors: color('body-color') }, markers: { size: 6, strokeWidth: 0 }, itemMargin: { horizontal: 8 } },
});

const kinds = {
  area({ series, rows }, dark, height, figure) {
    return {
      ...axes(rows, dark, figure.clientWidth),
      chart: { ...common(height), type: 'area' },
      series: series.map((one, at) => ({ name: one.name, data: rows.map(row => row.values[at]) })),
      colors: series.map(one => one.color),
      stroke: { width: 2, curve: 'monotoneCubic' },
      fill: { type: 'gradient', gradient: { shadeIntensity: 0, opacityFrom: dark ? 0.28 : 0.22, opacityTo: 0.02 } },
    };
  },
  bar({ series, rows }, dark, height, figure) {
    const base = axes(rows, dark, figure.clientWidth);
    return {
      ...base,
      grid: { ...base.grid, padding: { ...base.grid.padding, left: 16 } }, // else a long label loses its first letter
      chart: { ...common(height), type: 'bar' },
      series: series.map((one, at) => ({ name: one.name, data: rows.map(row => row.values[at]) })),
      colors: series.map(one => one.color),
      plotOptions: { bar: { horizontal: true, barHeight: '55%', borderRadius: 3 } },
      xaxis: { ...base.xaxis, tickAmount: figure.clientWidth < 480 ? 2 : 4, labels: { ...base.xaxis.labels, formatter: value => Math.round(value).toLocaleString() } },
      yaxis: { labels: { style: { fontSize: '12px' }, maxWidth: 220 } },
    };
  },
  donut({ series, rows }, dark, height, figure) {
    const shown = rows.filter(row => row.values[0] > 0);
    return {
      chart: { ...common(height), type: 'donut' },
      theme: { mode: dark ? 'dark' : 'light' },
      series: shown.map(row => row.values[0]),
      labels: shown.map(row => row.label),
      colors: shown.map(row => row.color ?? series[0].color),
      dataLabels: { enabled: false },
      stroke: { width: 3, colors: [color('bg-surface')] },
      legend: { show: false },
      plotOptions: {
        pie: {
          donut: {
            size: '76%',
            labels: {
              show: true,
              name: { fontSize: '13px', offsetY: 20, color: color('secondary') },
              value: { fontSize: '28px', fontWeight: 600, offsetY: -14, color: color('body-color') },
              total: { show: true, showAlways: true, label: figure.dataset.total ?? '', fontSize: '13px', color: color('secondary') },
            },
          },
        },
      },
    };
  },
};

const spark = element => ({
  chart: { ...common(44), type: element.dataset.kind === 'bar' ? 'bar' : 'area', sparkline: { enabled: true } },
  series: [{ name: element.dataset.name ?? '', data: element.dataset.spark.split(',').slice(-45).map(Number) }],
  colors: [color(element.dataset.color ?? 'primary')],
  stroke: { width: element.dataset.kind === 'bar' ? 0 : 2, curve: 'monotoneCubic' },
  fill: { type: 'solid', opacity: element.dataset.kind === 'bar' ? 1 : 0.16 },
  plotOptions: { bar: { columnWidth: '55%', borderRadius: 2 } },
  tooltip: { enabled: false },
  states: { hover: { filter: { type: 'none' } } },
});

const draw = element => {
  drawn.get(element)?.destroy();
  const dark = document.documentElement.dataset.bsTheme === 'dark';
  const options = element.dataset.spark !== undefined
    ? spark(element)
    : kinds[element.dataset.chart](read(element.querySelector('table')), dark, Number(element.dataset.height ?? 240), element);
  const canvas = element.querySelector('.chart-canvas') ?? element;
  if (canvas.getClientRects().length === 0) return; // the page is being left: there is no width to draw in
  const chart = new ApexCharts(canvas, options);
  drawn.set(element, chart);
  chart.render();
};

const drawAll = within => {
  for (const [element, chart] of drawn) {
    if (element.isConnected) continue;
    chart.destroy();
    drawn.delete(element);
  }
  within.querySelectorAll('[data-chart], [data-spark]').forEach(draw);
};

drawAll(document);
// A chart that is taken away goes on watching its size, and fails to find one.
document.addEventListener('htmx:beforeCleanupElement', ({ target }) => {
  drawn.get(target)?.destroy();
  drawn.delete(target);
});
document.addEventListener('theme', () => drawAll(document));
let resized;
addEventListener('resize', () => {
  cancelAnimationFrame(resized);
  resized = requestAnimationFrame(() => drawAll(document));
});
document.addEventListener('htmx:load', ({ detail }) => {
  if (detail.elt !== document.body) drawAll(detail.elt);
});
