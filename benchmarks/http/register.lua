-- Registers organizations, each under a slug of its own. Needs TOKEN; RUN keeps the slugs of several runs apart.
local token = os.getenv("TOKEN")
local run = os.getenv("RUN") or "0"
local threads = 0
local refused = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init()
  counter = 0
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. token
end

function request()
  counter = counter + 1
  local slug = string.format("load-%s-%d-%d", run, id, counter)
  local body = string.format(
    '{"name":"Load %s","slug":"%s","email":"mail@load.example","adminEmail":"admin@load.example",' ..
    '"selectedProducts":["ava-cx"],"userLimit":25,"licenseExpiry":"2030-12-31"}', slug, slug)
  return wrk.format(nil, "/api/organizations", nil, body)
end

function done(summary)
  local errors = summary.errors
  io.write(string.format("errors: connect %d, read %d, write %d, status %d, timeout %d\n",
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
