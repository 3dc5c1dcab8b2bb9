// docxtemplater's part of the benchmark: read a request from standard input, write reports, print what it took.
// Request: {template, photos: [path …], data, target, warmUp: data or null, repeats}.
// Answer: {seconds: [CPU of each report], cpu: CPU of the process, libraries_kib, peak_kib}.
"use strict";

const fs = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");
const ImageModule = require("docxtemplater-image-module-free");

const request = JSON.parse(fs.readFileSync(0, "utf8"));
const PIXELS_A_MM = 96 / 25.4;

function write(data) {
  const imageModule = new ImageModule({
    centered: false,
    getImage: (number) => fs.readFileSync(request.photos[number]),
    getSize: () => [Math.round(80 * PIXELS_A_MM), Math.round(60 * PIXELS_A_MM)],
  });
  const zip = new PizZip(fs.readFileSync(request.template));
  const document = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true, modules: [imageModule] });
  document.render(data);
  fs.writeFileSync(request.target, document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function peakKib() {
  return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]);
}

const libraries = peakKib();
if (request.warmUp) write(request.warmUp);
const seconds = [];
for (let i = 0; i < request.repeats; i += 1) {
  const begin = cpuSeconds();
  write(request.data);
  seconds.push(cpuSeconds() - begin);
}
const answer = { seconds, cpu: cpuSeconds(), libraries_kib: libraries, peak_kib: peakKib() };
process.stdout.write(JSON.stringify(answer));
